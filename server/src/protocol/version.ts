// Of package.json, and of the bundle only this one string is kept.
export { version } from '../../../package.json';
