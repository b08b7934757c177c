// Arrows point to what changes less: plan <- templates, workflows; plan, domain <- activities, api; bin composes.
// `.ci/layers.ts` checks the rules named `running-…` on what is left of the imports at run time and all others on
// what is written, types included: the parser that works without TypeScript's own API cannot tell the two apart.
// Those named `web-…` are of the pages: the parser reads no JSX, so it is given their imports only, types included.
const layers = [
  'plan',
  'templates',
  'workflows',
  'domain',
  'activities',
  'relay',
  'notices',
  'api',
  'migrations',
  'cli',
  'demo',
  'bench',
  'bin',
  'web',
  'test',
];

/** A layer may import itself and the named ones of the project, nothing else of it. */
const only = (layer, ...others) => ({
  name: `${layer}-knows-only-${[layer, ...others].join('-')}`,
  severity: 'error',
  from: { path: `^${layer}/` },
  to: { path: `^(${layers.filter((name) => name !== layer && !others.includes(name)).join('|')})/` },
});

/** Packages that reach outside: the database, Temporal's client and worker, HTTP, mail; and one of 40 MB. */
const outside = 'node_modules/(@mikro-orm|pg|koa|@koa|bullmq|nodemailer|@temporalio/(client|worker)|date-holidays)/';

module.exports = {
  forbidden: [
    only('plan'),
    only('templates', 'plan'),
    {
      name: 'workflows-know-plan-and-the-types-of-activities',
      severity: 'error',
      from: { path: '^workflows/' },
      to: { path: '^(templates|domain|relay|notices|api|migrations|bin|web|test)/' },
    },
    {
      name: 'running-workflows-know-no-activities',
      severity: 'error',
      from: { path: '^workflows/' },
      to: { path: '^activities/' },
    },
    only('domain', 'plan'),
    only('migrations', 'domain'),
    only('activities', 'domain', 'plan', 'templates'),
    only('relay', 'domain', 'plan', 'workflows'),
    only('notices', 'domain', 'plan', 'relay'),
    only('api', 'domain', 'plan', 'templates'),
    only('cli', 'plan'),
    only('demo', 'cli'),
    { ...only('web'), name: 'web-knows-the-api-by-its-document-only' },
    {
      name: 'web-shares-no-pages',
      comment: 'What several areas share knows none of them.',
      severity: 'error',
      from: { path: '^web/(client|parts|words)/' },
      to: { path: '^web/pages/' },
    },
    {
      name: 'web-areas-stand-apart',
      comment: 'What another area needs as well goes to web/parts, or to web/client.',
      severity: 'error',
      from: { path: '^web/pages/([^/]+)/', pathNot: '^web/pages/inbox/' },
      to: { path: '^web/pages/', pathNot: '^web/pages/$1/' },
    },
    {
      name: 'web-inbox-knows-tasks-only',
      comment: 'A task opens beside the list, and what can be done to it is done from there.',
      severity: 'error',
      from: { path: '^web/pages/inbox/' },
      to: { path: '^web/pages/', pathNot: '^web/pages/(inbox|tasks)/' },
    },
    {
      name: 'only-bin-composes',
      comment: 'Nothing is built on the programs but the programs, the benchmark among them.',
      severity: 'error',
      from: { pathNot: '^(bin|bench|test)/' },
      to: { path: '^bin/' },
    },
    {
      name: 'nothing-rests-on-tests',
      severity: 'error',
      from: { pathNot: '^test/' },
      to: { path: '^test/', pathNot: '^test/stack/containers\\.ts$' },
    },
    {
      name: 'running-workflows-stay-deterministic',
      comment: 'Also through a file that looks pure: what a workflow reaches is replayed.',
      severity: 'error',
      from: { path: '^workflows/' },
      to: { reachable: true, path: [outside, '\\.entity\\.ts$'] },
    },
    {
      name: 'running-plan-and-templates-stay-pure',
      severity: 'error',
      from: { path: '^(plan|templates)/' },
      to: { reachable: true, path: [outside, '\\.entity\\.ts$'] },
    },
    {
      name: 'domain-knows-no-engine-and-no-http',
      severity: 'error',
      from: { path: '^domain/' },
      to: { path: 'node_modules/(koa|@koa|@temporalio|bullmq|@bull-board|nodemailer)/' },
    },
    {
      name: 'one-door-to-the-data',
      comment: 'api and activities hold a viewer and ask the domain; the ORM stays behind it.',
      severity: 'error',
      from: { path: '^(api|activities|workflows)/' },
      to: { path: 'node_modules/(@mikro-orm|pg)/' },
    },
    { name: 'running-without-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'imports-resolve', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'running-needs-no-development-package',
      severity: 'error',
      // The pages are bundled, and what bundles them is not there where they are served.
      from: {
        pathNot: ['^test/', '^web/', '^bench/web/', '^bin/(pages|client|stack/chromium)\\.ts$', '^jest\\.config\\.js$'],
      },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    // TypeScript 7 has no API for other tools; without another parser this would read nothing and find nothing.
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.js'],
    },
  },
};
