import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import type { CheckParams, SampleParams } from '../shared/messages.ts';

/** @throws ResponseError where what came is no address */
export function uriOf(sent: unknown): string {
	const uri = typeof sent === 'object' && sent !== null && 'uri' in sent ? sent.uri : sent;
	if (typeof uri !== 'string' || uri === '') throw invalid('an address (uri) of a contract is needed');
	return uri;
}

/** @throws ResponseError where what came is not what is asked for */
export function checkParamsOf(sent: unknown): CheckParams {
	const { ids, object, contract, server, force } = fieldsOf(sent);
	if (ids !== undefined && !(Array.isArray(ids) && ids.every((id) => typeof id === 'string'))) throw invalid('"ids" are a list of texts');
	return {
		uri: uriOf(sent),
		...(ids === undefined ? {} : { ids }),
		...optionalText('object', object),
		...optionalIndex('contract', contract),
		...optionalText('server', server),
		...(force === true ? { force } : {}),
	};
}

/** @throws ResponseError where what came is not what is asked for */
export function sampleParamsOf(sent: unknown): SampleParams {
	const { object, contract, server, violating, mark, offset, limit, showSensitive } = fieldsOf(sent);
	if (typeof object !== 'string') throw invalid('"object" names what to show rows of');
	if (typeof offset !== 'number' || typeof limit !== 'number' || !(offset >= 0) || !(limit >= 1)) {
		throw invalid('"offset" and "limit" are numbers of rows');
	}
	return {
		uri: uriOf(sent),
		object,
		offset,
		limit,
		...optionalIndex('contract', contract),
		...optionalText('server', server),
		...optionalText('violating', violating),
		...(Array.isArray(mark) ? { mark: mark.filter((id) => typeof id === 'string') } : {}),
		...(showSensitive === true ? { showSensitive } : {}),
	};
}

function optionalText<K extends string>(key: K, value: unknown): { readonly [P in K]?: string } {
	if (value === undefined || value === null) return {};
	if (typeof value !== 'string') throw invalid(`"${key}" is a text`);
	return { [key]: value } as { readonly [P in K]: string };
}

function optionalIndex<K extends string>(key: K, value: unknown): { readonly [P in K]?: number } {
	if (value === undefined || value === null) return {};
	if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) throw invalid(`"${key}" is an index`);
	return { [key]: value } as { readonly [P in K]: number };
}

function fieldsOf(sent: unknown): { readonly [key: string]: unknown } {
	return typeof sent === 'object' && sent !== null ? { ...sent } : {};
}

function invalid(message: string): ResponseError<void> {
	return new ResponseError(ErrorCodes.InvalidParams, `The parameters are not right: ${message}`);
}
