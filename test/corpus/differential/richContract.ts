/** Every construct of 3.2.0 once, so that mutations reach all of them. */
export const richContract = `
apiVersion: v3.2.0
kind: DataContract
id: orders
name: Orders
version: 2.1.0
status: active
tenant: Acme
domain: sales
tags: [orders, gold]
contractCreatedTs: "2026-01-02T03:04:05Z"
description: { purpose: Orders, usage: Reports, limitations: None, owner: anyone }
context:
  instructions: Count by day.
  verifiedStatements: [{ question: How many?, answer: Many, tags: [a] }]
  constraints: [{ constraint: Never join on names }]
authoritativeDefinitions: [{ id: def, url: "https://example.com", type: businessDefinition, description: here }]
customProperties: [{ id: c1, property: costCentre, value: [1, 2], description: who pays, vendor: acme }]
support: [{ channel: help, url: "https://example.com/help", tool: slack, scope: issues, invitationUrl: "https://example.com/in" }]
price: { priceAmount: 9.95, priceCurrency: EUR, priceUnit: month }
roles: [{ role: reader, access: read, firstLevelApprovers: a, secondLevelApprovers: b }]
team:
  id: t1
  name: Sales
  members: [{ username: ann, role: owner, dateIn: "2025-01-01", dateOut: "2025-12-31", replacedByUsername: bob }]
servers:
  - { id: s1, server: files, type: local, path: ./data/*.csv, format: csv, encoding: utf-8 }
  - { server: bucket, type: s3, location: "s3://bucket/orders", format: json, delimiter: new_line, endpointUrl: "https://example.com" }
  - { server: db, type: postgres, host: localhost, port: 5432, database: shop, schema: public, environment: prod }
  - { server: duck, type: duckdb, database: shop.duckdb, schema: main }
  - { server: own, type: custom, path: x, host: h, port: "\${PORT:-1}", stream: s }
  - { server: ice, type: iceberg, catalog: c, catalogUrl: "https://example.com", namespace: n }
slaProperties:
  - { id: l1, property: latency, value: 4, unit: d, element: orders.created, driver: analytics, schedule: 0 20 * * *, scheduler: cron }
  - { property: generalAvailability, value: "2025-01-01T00:00:00Z", valueExt: 3, description: open }
schema:
  - id: orders_obj
    name: orders
    logicalType: object
    physicalType: table
    physicalName: t_orders
    businessName: Orders
    description: One row an order
    dataGranularityDescription: one row an order
    deprecated: false
    synonyms: [{ id: y1, synonym: purchases, locale: en, status: approved }]
    context: Ask sales.
    tags: [a]
    relationships: [{ id: r1, type: foreignKey, from: [orders.customer, orders.country], to: [customers.id, customers.country] }]
    quality:
      - { id: q1, type: library, metric: rowCount, mustBeGreaterThan: 10, unit: rows, severity: error, dimension: completeness }
      - { type: library, metric: duplicateValues, mustBeLessOrEqualTo: 0, unit: percent, arguments: { properties: [customer, country] } }
      - { type: sql, query: "SELECT count(*) FROM {object}", mustBeBetween: [1, 100] }
      - { type: custom, engine: soda, implementation: { checks: [a] } }
      - { type: text, description: Rows are true }
    properties:
      - { name: order_id, id: p1, logicalType: integer, physicalType: BIGINT, primaryKey: true, primaryKeyPosition: 1, required: true, unique: true, logicalTypeOptions: { minimum: 1, maximum: 1000000, multipleOf: 1, format: i64 } }
      - { name: customer, logicalType: string, logicalTypeOptions: { minLength: 1, maxLength: 20, pattern: "^[a-z]+$", format: email }, relationships: [{ to: customers.id }], examples: [abc], classification: restricted }
      - { name: country, logicalType: string, enum: [{ value: CH, label: Swiss, id: ch }, { value: FR, description: French }] }
      - { name: created, logicalType: timestamp, logicalTypeOptions: { format: yyyy-MM-dd, minimum: "2020-01-01T00:00:00Z", timezone: true, defaultTimezone: Etc/UTC } }
      - { name: day, logicalType: date, logicalTypeOptions: { exclusiveMinimum: "2020-01-01", maximum: "2030-01-01" }, partitioned: true, partitionKeyPosition: 1 }
      - { name: at, logicalType: time, logicalTypeOptions: { minimum: "08:00:00" } }
      - { name: price, logicalType: number, logicalTypeOptions: { exclusiveMinimum: 0, format: f64 }, semanticType: measure, quality: [{ metric: nullValues, mustBe: 0 }, { metric: invalidValues, mustNotBe: 3, arguments: { validValues: [1, 2] } }, { metric: missingValues, mustNotBeBetween: [1, 2], arguments: { missingValues: [""] } }] }
      - { name: paid, logicalType: boolean, criticalDataElement: true, encryptedName: e, transformLogic: l, transformDescription: d, transformSourceObjects: [x] }
      - { name: address, logicalType: object, logicalTypeOptions: { minProperties: 1, maxProperties: 5, required: [street] }, properties: [{ name: street, logicalType: string }] }
      - { name: lines, logicalType: array, logicalTypeOptions: { minItems: 1, maxItems: 9, uniqueItems: true }, items: { logicalType: object, properties: [{ name: sku, logicalType: string }] } }
      - { name: attributes, logicalType: map, map: { key: { logicalType: string }, value: { logicalType: number, logicalTypeOptions: { minimum: 0 } } } }
      - { name: embedding, logicalType: vector, logicalTypeOptions: { dimensions: 8, elementType: float32, distanceMetric: cosine, normalized: true, embeddingModel: m, embeddingModelVersion: "1" } }
`;
