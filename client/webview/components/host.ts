/** The one handle that VS Code gives a webview: messages out, and a state that survives a reload. */
interface WebviewApi {
	postMessage(message: unknown): void;
	getState(): unknown;
	setState(state: unknown): void;
}

declare function acquireVsCodeApi(): WebviewApi;

/** @returns what a panel may say and keep; called once a page, since VS Code hands out its handle once */
export function connect<ToExtension, State extends object>() {
	const api = acquireVsCodeApi();
	return {
		post: (message: ToExtension) => api.postMessage(message),
		/** What was kept before a reload, which another version of the panel may have written: take its parts with care. */
		kept(): Partial<Record<keyof State, unknown>> {
			const state = api.getState();
			return typeof state === 'object' && state !== null ? state : {};
		},
		keep: (state: State) => api.setState(state),
	};
}
