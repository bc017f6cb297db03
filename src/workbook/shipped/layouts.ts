/**
 * How the result tabs look whose layout depends on the language alone. Only set-up lays them, so that Code.js need not
 * hold what makes them.
 */
import { LANGUAGES, type Language, messagesIn } from "../../locale";
import type { TabLayout } from "../layout";
import { specOf, type TableId } from "../schema";
import { alignmentLayout } from "../views/alignment";
import { breakdownLayout } from "../views/breakdown";
import { channelsLayout } from "../views/channels";
import { cohortsLayout } from "../views/cohorts";
import { healthLayout } from "../views/health";
import { kpiCheckLayout } from "../views/kpi-check";
import { metricsLayout } from "../views/metrics";
import { repsLayout } from "../views/reps";

interface ShippedLayout extends TabLayout {
	/** Stable ids of the columns for exports; none where the tab is no table. */
	readonly headerIds: readonly string[];
}

type Layouts = Readonly<Partial<Record<TableId, ShippedLayout>>>;

const layoutsIn = (language: Language): Layouts => {
	const messages = messagesIn(language);
	return {
		channels: channelsLayout(messages),
		reps: repsLayout(messages),
		cohorts: { ...cohortsLayout(messages), headerIds: [] },
		alignment: { ...alignmentLayout(messages), headerIds: [] },
		kpi_check: { ...kpiCheckLayout(messages), headerIds: [] },
		health: { ...healthLayout(messages), headerIds: [] },
		breakdown: { ...breakdownLayout(), headerIds: [] },
		metrics: { ...metricsLayout(messages), headerIds: Object.keys(specOf("metrics").columns) },
	};
};

export const resultLayouts = () =>
	Object.fromEntries(LANGUAGES.map((language) => [language, layoutsIn(language)])) as Record<
		Language,
		Layouts
	>;
