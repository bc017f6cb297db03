import { type Contacts, type Duplicates, findDuplicates } from "../domain/duplicates/find-duplicates";
import { mergeDictionary } from "../domain/normalize/dictionary";
import type { TableData } from "./read";
import type { Settings } from "./settings";

/** Leads of all tabs that may be one. Of columns that were not read nothing is known. */
export function duplicateLeads(
	leads: TableData<"leads">,
	{ dictionaries }: Pick<Settings, "dictionaries">,
): { readonly contacts: Contacts; readonly found: Duplicates } {
	const contacts = {
		size: leads.size,
		company: leads.values("company"),
		name: leads.values("name"),
		email: leads.values("email"),
		phone: leads.values("phone"),
		corporateNumber: [],
		postalCode: leads.values("postal_code"),
		address: leads.values("address"),
		createdAt: leads.values("created_at"),
	};
	return {
		contacts,
		found: findDuplicates(contacts, { emailDomains: mergeDictionary([], dictionaries.email) }),
	};
}
