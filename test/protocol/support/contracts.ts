/** A sound contract over orders.csv beside it, with rules that the data of `ordersCsv` keeps but for two. */
export const orders = `apiVersion: v3.1.0
kind: DataContract
id: orders
version: 1.0.0
status: active
servers:
  - server: local
    type: local
    path: ./orders.csv
    format: csv
schema:
  - name: orders
    logicalType: object
    properties:
      - name: id
        logicalType: integer
        required: true
        unique: true
      - name: amount
        logicalType: number
        logicalTypeOptions:
          minimum: 0
      - name: state
        logicalType: string
        quality:
          - id: known_state
            type: library
            metric: invalidValues
            arguments:
              validValues: [paid, open]
            mustBe: 0
      - name: email
        logicalType: string
        classification: restricted
`;

/** One amount is below 0, one state is unknown. */
export const ordersCsv = 'id,amount,state,email\n1,10,paid,a@x.org\n2,-3,open,b@x.org\n3,7,lost,c@x.org\n4,1,paid,d@x.org\n';

/** The same with rules of which each takes some seconds: a query over every combination of so many rows (4 ** depth). */
export function slowContract(rules: number, depth = 15): string {
	const tables = Array.from({ length: depth }, (_, index) => `t${index}`);
	const from = tables.map((table) => `orders ${table}`).join(', ');
	const sum = tables.map((table) => `${table}.id`).join(' + ');
	const rule = (index: number) => `      - id: slow_${index}
        type: sql
        query: SELECT count(*) FROM ${from} WHERE ${sum} = -${index + 1}
        mustBe: 0
`;
	const quality = `    quality:\n${Array.from({ length: rules }, (_, index) => rule(index)).join('')}`;
	return orders.replace('    properties:\n', `${quality}    properties:\n`);
}
