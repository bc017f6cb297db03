declare module "japanese-holidays" {
	const library: {
		/** National holidays of a year, substitute holidays (振替休日) included unless furikae is false. */
		getHolidaysOf(year: number, furikae?: boolean): { month: number; date: number; name: string }[];
	};
	export default library;
}
