import type { Criterion } from "../icp";

/** What a supplier to manufacturers may start from. Labels are in locale by field. */
export const defaultCriteria = (): Criterion[] => [
	{
		id: "icp_industry",
		field: "industry",
		accepted: "自動車、機械、電機、製造",
		weight: 40,
		knockout: false,
	},
	{ id: "icp_employees", field: "employees", accepted: "100以上", weight: 30, knockout: false },
	{ id: "icp_title", field: "title", accepted: "課長以上", weight: 20, knockout: false },
	{ id: "icp_place", field: "prefecture", accepted: "全国", weight: 10, knockout: false },
];
