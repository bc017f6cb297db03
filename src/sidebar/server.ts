/** The server's functions as promises, typed by the server's own exports; no server code comes along. */
import type * as api from "../addon/sidebar-api";

type Server = {
	[F in keyof typeof api]: (typeof api)[F] extends (...args: infer A) => infer R
		? (...args: A) => Promise<R>
		: never;
};

interface Runner {
	withSuccessHandler(handler: (value: unknown) => void): Runner;
	withFailureHandler(handler: (error: Error) => void): Runner;
	[name: string]: (...args: never[]) => unknown;
}

declare const google: { readonly script: { readonly run: Runner } };

export const server = new Proxy({} as Server, {
	get:
		(_, name: string) =>
		(...args: never[]) =>
			new Promise((resolve, reject) => {
				const runner = google.script.run.withSuccessHandler(resolve).withFailureHandler(reject);
				runner[name]?.(...args);
			}),
});
