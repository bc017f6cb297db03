/** The server's answers as promises. All go through one entry point; no server code comes along. */
import type { DialogApi } from "../addon/dialog-contract";

/** A question with what it needs. */
export type Call = {
	[N in keyof DialogApi]: { readonly name: N; readonly args: Readonly<Parameters<DialogApi[N]>> };
}[keyof DialogApi];
export type CallName = Call["name"];
/** What comes back, told apart by the question's name. */
export type Reply = {
	[N in keyof DialogApi]: { readonly name: N; readonly value: ReturnType<DialogApi[N]> };
}[keyof DialogApi];

interface Runner {
	withSuccessHandler(handler: (value: unknown) => void): Runner;
	withFailureHandler(handler: (error: Error) => void): Runner;
	dialogCall(name: CallName, args: readonly unknown[]): void;
}

declare const google: { readonly script: { readonly run: Runner } };

export function ask({ name, args }: Call): Promise<Reply> {
	return new Promise((resolve, reject) => {
		google.script.run
			.withSuccessHandler((value) => resolve({ name, value } as Reply))
			.withFailureHandler(reject)
			.dialogCall(name, args);
	});
}
