/** The elements of VS Code's look that the panels use, and what Preact may set on them. */
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-option/index.js';
import '@vscode-elements/elements/dist/vscode-progress-bar/index.js';
import '@vscode-elements/elements/dist/vscode-single-select/index.js';
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import type { HTMLAttributes } from 'preact';

interface ButtonAttributes extends HTMLAttributes<HTMLElement> {
	readonly secondary?: boolean;
	readonly disabled?: boolean;
}

interface TextfieldAttributes extends HTMLAttributes<HTMLElement> {
	readonly value?: string;
	readonly placeholder?: string;
	readonly type?: string;
	readonly label?: string;
}

interface SelectAttributes extends HTMLAttributes<HTMLElement> {
	readonly value?: string;
	readonly label?: string;
}

interface OptionAttributes extends HTMLAttributes<HTMLElement> {
	readonly value: string;
	readonly selected?: boolean;
}

interface ProgressAttributes extends HTMLAttributes<HTMLElement> {
	readonly value?: number;
	readonly max?: number;
	readonly indeterminate?: boolean;
}

declare module 'preact' {
	namespace JSX {
		interface IntrinsicElements {
			'vscode-button': ButtonAttributes;
			'vscode-textfield': TextfieldAttributes;
			'vscode-single-select': SelectAttributes;
			'vscode-option': OptionAttributes;
			'vscode-progress-bar': ProgressAttributes;
		}
	}
}
