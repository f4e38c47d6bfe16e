import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/** Path of Chromium or Chrome; undefined where there is none. */
export function findChromium(): string | undefined {
	const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
	const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/snap/bin'];
	const macs = ['Google Chrome', 'Chromium'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
	return [process.env.CHROMIUM, ...folders.flatMap((folder) => names.map((name) => join(folder, name))), ...macs].find(
		(program) => program !== undefined && program !== '' && existsSync(program),
	);
}

export function launch(executablePath: string): Promise<Browser> {
	const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
	return chromium.launch({ executablePath, args: [...args, '--disable-dev-shm-usage', '--font-render-hinting=none'] });
}
