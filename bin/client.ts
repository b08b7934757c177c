import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import openapiTypes, { type OpenAPI3 } from 'openapi-typescript';
import { documentOf } from '../api/openapi.ts';
import { routes } from '../api/routes.ts';

/** Writes what the pages know of the API, made of its OpenAPI document and of nothing else. */
const types = await openapiTypes(documentOf(routes) as unknown as OpenAPI3);
writeFileSync(fileURLToPath(new URL('../web/client/openapi.d.ts', import.meta.url)), types);
