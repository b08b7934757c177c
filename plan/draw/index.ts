export { type GraphNode, graphOf } from './graph.ts';
export { json } from './json.ts';
export { mermaid } from './mermaid.ts';
export { text } from './text.ts';
