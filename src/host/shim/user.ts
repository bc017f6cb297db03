/** A person, known by e-mail alone. */
import { ServiceObject, service } from "./guard";

export class User extends ServiceObject {
	readonly #email: string;
	constructor(email: string) {
		super();
		this.#email = email;
	}
	getEmail(): string {
		return this.#email;
	}
	getUserLoginId(): string {
		return this.#email;
	}
}

service("Session.User", User);
