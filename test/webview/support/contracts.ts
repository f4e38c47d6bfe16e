/** Contracts and data that show what the examples do not. */

/** Orders of a shop; `day` 0 is clean, and each day brings more that is wrong. */
export function orders(day: number, count = 2_000): { readonly contract: string; readonly csv: string } {
	const rows = Array.from({ length: count }, (_, index) => {
		const isBad = index % 97 < day * 2;
		const amount = isBad && index % 2 === 0 ? -(index % 50) - 1 : ((index * 7919) % 40_000) / 100;
		const status = isBad && index % 3 === 0 ? 'lost' : ['new', 'paid', 'sent'][index % 3];
		const email = isBad && index % 5 === 0 ? '' : `customer${index}@example.com`;
		return [index + 1, amount.toFixed(2), status, email, `2024-0${1 + (index % 9)}-1${index % 9}`].join(',');
	});
	return { csv: ['id,amount,status,email,day', ...rows, ''].join('\n'), contract: ordersContract };
}

const ordersContract = `apiVersion: v3.1.0
kind: DataContract
id: orders
name: Orders
version: 1.0.0
status: active
servers:
  - server: files
    type: local
    path: orders.csv
    format: csv
schema:
  - name: orders
    logicalType: object
    properties:
      - name: id
        logicalType: integer
        required: true
        primaryKey: true
      - name: amount
        logicalType: number
        required: true
        logicalTypeOptions:
          minimum: 0
          maximum: 400
      - name: status
        logicalType: string
        quality:
          - metric: invalidValues
            arguments:
              validValues: [new, paid, sent]
            mustBe: 0
            dimension: conformity
      - name: email
        logicalType: string
        classification: confidential
        quality:
          - metric: nullValues
            mustBeLessThan: 1
            unit: percent
            dimension: completeness
      - name: day
        logicalType: date
        logicalTypeOptions:
          format: yyyy-MM-dd
    quality:
      - metric: rowCount
        mustBeGreaterThan: 100
      - type: text
        description: Orders are kept for seven years.
      - type: sql
        description: Paid orders have an amount
        query: SELECT count(*) FROM orders WHERE status = 'paid' AND amount IS NULL
        mustBe: 0
`;

/** As above, with a query that names a column that is not there. */
export function brokenQuery(contract: string): string {
	return contract.replace('amount IS NULL', 'amuont IS NULL');
}

export function elsewhere(contract: string): string {
	return contract.replace('path: orders.csv', 'path: data/2024/orders-*.parquet').replace('format: csv', 'format: parquet');
}

/** Objects over one file, with several rules on each of their columns. */
export function many(objects: number): { readonly contract: string; readonly csv: string } {
	const names = Array.from({ length: 24 }, (_, index) => `measure_${String(index).padStart(2, '0')}`);
	const rows = Array.from({ length: 12 }, (_, row) =>
		names.map((_name, index) => (row === 3 && index === 7 ? -5 : (row * 7 + index) % 100)).join(','),
	);
	const properties = names.map(
		(name) =>
			`      - name: ${name}\n        logicalType: integer\n        required: true\n        logicalTypeOptions: {minimum: 0, maximum: 99}`,
	);
	const schema = Array.from({ length: objects }, (_, index) => [
		`  - name: region_${String(index).padStart(3, '0')}\n    physicalName: many\n    properties:`,
		...properties,
	]);
	return {
		csv: [names.join(','), ...rows, ''].join('\n'),
		contract: [
			'apiVersion: v3.1.0\nkind: DataContract\nid: many\nname: Many\nversion: 1.0.0\nstatus: active',
			'servers:\n  - server: files\n    type: local\n    path: many.csv\n    format: csv',
			'schema:',
			...schema.flat(),
			'',
		].join('\n'),
	};
}

export const longName =
	'a_name_that_somebody_generated_from_a_path_in_a_nested_document_and_that_no_column_of_any_panel_can_ever_show_as_a_whole_payload_customer_address_postal_code_normalised';

export const long = {
	csv: `${longName}\nab\n12345\n\n`,
	contract: `apiVersion: v3.1.0
kind: DataContract
id: long
version: 1.0.0
status: active
servers:
  - server: a_server_with_a_name_as_long_as_its_description_should_have_been
    type: local
    path: long.csv
    format: csv
schema:
  - name: an_object_whose_name_tells_the_whole_story_of_how_it_came_to_be
    physicalName: long
    properties:
      - name: ${longName}
        logicalType: string
        required: true
        logicalTypeOptions:
          minLength: 3
          pattern: ^[a-z]{3,}[0-9]*(_[a-z0-9]+)*(-[a-z0-9]+)*(\\.[a-z0-9]+)*$
`,
};
