/** The API described from the operations themselves: OpenAPI 3.1, whose schemas are JSON Schema as zod writes it. */
import * as z from 'zod';
import { rolesHolding } from '../../shared/roles.ts';
import type { Operation } from '../../shared/operation.ts';

const REFUSAL = {
  description: 'A named refusal: nothing was changed.',
  content: { 'application/json': { schema: { type: 'object', properties: { refusal: { type: 'object',
    properties: { reason: { type: 'string' }, say: { type: 'string' }, field: { type: 'string' } }, required: ['reason', 'say'] } } } } },
};
const INVALID = {
  description: 'Input that cannot be read; each fault names its field.',
  content: { 'application/json': { schema: { type: 'object', properties: { invalid: { type: 'array', items: { type: 'object',
    properties: { field: { type: 'string' }, say: { type: 'string' } }, required: ['field', 'say'] } } } } } },
};

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): unknown => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
};

/** @returns the document as a plain object */
export function openApi(operations: readonly Operation[]): object {
  const paths = Object.fromEntries([...operations].sort((a, b) => a.name.localeCompare(b.name)).map((op) => [`/rpc/${op.name}`, {
    post: {
      operationId: op.name,
      summary: op.about,
      description: `Permission ${op.permission} (${rolesHolding(op.permission).join(', ')}); reach: ${op.reach}.`,
      ...(op.kind === 'act' ? { parameters: [{ $ref: '#/components/parameters/operationId' }] } : {}),
      requestBody: { required: true, content: { 'application/json': { schema: {
        type: 'object', properties: { input: schemaOf(op.input, 'input') }, required: ['input'] } } } },
      responses: {
        200: { description: 'Done.', content: { 'application/json': { schema: {
          type: 'object', properties: { value: schemaOf(op.output, 'output') }, required: ['value'] } } } },
        401: { description: 'Sign in first.' }, 403: REFUSAL, 404: REFUSAL, 409: REFUSAL, 422: INVALID,
        429: { description: 'Too many requests; wait as long as retry-after says.' },
        500: { description: 'A fault, logged under the id in the answer.' },
      },
    },
  }]));
  return {
    openapi: '3.1.0',
    info: { title: 'Stepwell', version: '1', description: 'Every operation of Stepwell. Sign in at /auth; each request names its agency in x-agency.' },
    paths,
    components: { parameters: { operationId: { name: 'x-operation-id', in: 'header', required: false, schema: { type: 'string', format: 'uuid' },
      description: 'The same act sent twice carries the same id and is done once.' } } },
  };
}

const escape = (text: string): string => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

/** The same as a page to read, with no script. */
export function apiPage(operations: readonly Operation[], nonce: string): string {
  const rows = [...operations].sort((a, b) => a.name.localeCompare(b.name)).map((op) => `<tr><th scope="row"><code>${op.name}</code></th>
    <td>${escape(op.about)}</td><td>${op.kind}</td><td><code>${op.permission}</code></td><td>${op.reach}</td></tr>`).join('\n');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Stepwell API</title><style nonce="${nonce}">:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;
max-width:76rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;width:100%}th,td{text-align:left;
vertical-align:top;padding:.4rem .8rem .4rem 0;border-bottom:1px solid #8886}th{font-weight:400}</style></head>
<body><main><h1>Stepwell API</h1><p>One POST for each operation: <code>/rpc/&lt;name&gt;</code> with <code>{"input": …}</code>.
The whole description is at <a href="/api/openapi.json">/api/openapi.json</a>. An act may carry <code>x-operation-id</code>:
sent twice, it is done once.</p><table><thead><tr><th scope="col">Operation</th><th scope="col">What it does</th>
<th scope="col">Kind</th><th scope="col">Permission</th><th scope="col">Reach</th></tr></thead><tbody>
${rows}</tbody></table></main></body></html>`;
}
