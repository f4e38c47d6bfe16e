/**
 * A sound contract of about that many lines: objects with properties of every type, options, rules, relationships and
 * service levels, the same on every machine. Line 5 is `status: active`.
 */
export function bigContract(lines: number): string {
	const out = [
		'apiVersion: v3.1.0',
		'kind: DataContract',
		'id: 53581432-6c55-4ba2-a65f-72344a91553a',
		'version: 1.0.0',
		'status: active',
		'name: big',
		'description:',
		'  purpose: As long as a contract of a whole warehouse.',
		'servers:',
		'  - server: local',
		'    type: local',
		'    path: ./{model}.csv',
		'    format: csv',
		'schema:',
	];
	for (let object = 0; out.length < lines - 12; object++) {
		out.push(
			`  - name: table_${object}`,
			'    logicalType: object',
			`    description: The ${object + 1}th table, as its source has it.`,
			'    tags: [gold, finance]',
			'    properties:',
		);
		for (let index = 0; index < 24 && out.length < lines - 12; index++) out.push(...property(object, index));
	}
	out.push(
		'slaProperties:',
		'  - property: latency',
		'    value: 4',
		'    unit: d',
		'    element: table_0.updated_1',
		'team:',
		'  name: data-platform',
		'  members:',
		'    - username: ann@example.com',
		'      role: Owner',
	);
	return `${out.join('\n')}\n`;
}

function property(object: number, index: number): string[] {
	const head = (name: string, type: string) => [`      - name: ${name}_${index}`, `        logicalType: ${type}`];
	switch (index % 6) {
		case 0:
			return [
				...head('id', 'integer'),
				'        required: true',
				'        unique: true',
				...(object > 0 ? ['        relationships:', `          - to: table_${object - 1}.id_0`] : ['        description: Counts up.']),
			];
		case 1:
			return [...head('updated', 'timestamp'), '        description: When the row was written last.', '        classification: internal'];
		case 2:
			return [
				...head('amount', 'number'),
				'        logicalTypeOptions:',
				'          minimum: 0',
				`          maximum: ${1000 + index}`,
				'        quality:',
				'          - metric: nullValues',
				'            type: library',
				'            mustBeLessThan: 5',
				'            unit: percent',
			];
		case 3:
			return [
				...head('code', 'string'),
				'        logicalTypeOptions:',
				"          pattern: '^[A-Z]{2,5}-[0-9]+$'",
				'          maxLength: 12',
				'        examples: [AB-1, XYZ-22]',
			];
		case 4:
			return [
				...head('state', 'string'),
				'        quality:',
				`          - id: known_state_${object}_${index}`,
				'            type: library',
				'            metric: invalidValues',
				'            arguments:',
				'              validValues: [new, paid, shipped]',
				'            mustBe: 0',
			];
		default:
			return [
				...head('total', 'number'),
				'        quality:',
				'          - type: sql',
				`            description: Totals of table ${object} are sums.`,
				'            query: |',
				`              SELECT count(*) FROM table_${object}`,
				`              WHERE total_${index} < 0`,
				'            mustBe: 0',
			];
	}
}
