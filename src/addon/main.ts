/** The whole list of what Google may call: menus, triggers, the sidebar's page and cells. */
export {
	adoptTabs,
	diagnose,
	onOpen,
	openSidebar,
	refreshNow,
	setUp,
	showStatus,
	timedRefresh,
	traceFigure,
	turnOffRefresh,
	turnOnRefresh,
} from "./actions";
export {
	EMAIL_KIND,
	EMPLOYEE_BAND,
	ICP_FIT,
	ICP_FIT_WHY,
	INDUSTRY_SEGMENT,
	LEAD_GRADE,
	LEAD_SCORE,
	LEAD_SCORE_WHY,
	NEXT_ACTION,
	REQUIRED_LEADS,
	TITLE_RANK,
} from "./custom-functions";
export {
	sidebarDraft,
	sidebarHistory,
	sidebarLead,
	sidebarMe,
	sidebarOpen,
	sidebarQueue,
	sidebarRow,
	sidebarSave,
} from "./sidebar-api";
