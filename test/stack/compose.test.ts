import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse, parseDocument } from 'yaml';
import { variables } from '../../bin/config.ts';

type Service = {
  image: string;
  command?: string | string[];
  profiles?: string[];
  ports?: string[];
  environment?: Record<string, string>;
  volumes?: string[];
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: object;
  restart?: string;
  container_name?: string;
};

const text = readFileSync('docker-compose.yml', 'utf8');
const stack: { services: Record<string, Service>; volumes: Record<string, unknown> } = parse(text, { merge: true });
const services = Object.entries(stack.services);
const example = readFileSync('.env.example', 'utf8');

test('the file is valid YAML without a doubled key', () => {
  expect(parseDocument(text, { merge: true }).errors).toEqual([]);
});

describe('secrets', () => {
  const used = [...text.matchAll(/\$\{([A-Z_]+)([^}]*)\}/g)].map(([, name, rest]) => ({ name: name!, rest: rest! }));

  test('every secret must be given: none has a default, and each says what it is', () => {
    const secrets = used.filter(({ name }) => /PASSWORD|SECRET|TOKEN|KEY/.test(name));
    expect(secrets.length).toBeGreaterThan(0);
    for (const { name, rest } of secrets) expect([name, rest]).toEqual([name, expect.stringMatching(/^:\?.{10,}/)]);
  });

  test('no password is written out', () => {
    for (const [name, service] of services) {
      for (const [variable, value] of Object.entries(service.environment ?? {})) {
        if (/PASSWORD|PWD|SECRET/.test(variable))
          expect([name, variable, value]).toEqual([name, variable, expect.stringMatching(/^\$\{/)]);
        for (const [, password] of String(value).matchAll(/:\/\/[^:/@]+:(.+?)@/g))
          expect(password).toMatch(/^\$\{[A-Z_]+:\?/);
      }
    }
  });

  test('.env.example has every variable that must be given, secrets empty', () => {
    const lines = new Map(
      example.split('\n').flatMap((line) => (/^[A-Z_]+=/.test(line) ? [line.split('=', 2) as [string, string]] : [])),
    );
    for (const { name, rest } of used.filter(({ rest }) => rest.startsWith(':?'))) {
      expect([name, rest, lines.has(name)]).toEqual([name, rest, true]);
      if (/PASSWORD|SECRET/.test(name)) expect(lines.get(name)).toBe('');
    }
    for (const name of lines.keys()) expect(used.map((variable) => variable.name)).toContain(name);
  });
});

describe('images', () => {
  test('each is pinned to a version, as is what the Dockerfile builds on', () => {
    for (const [, { image }] of services)
      expect(image).toMatch(/:(\$\{[A-Z_]+:-v?\d[\w.]*\}|\$\{ACCORD_VERSION:-local\})$/);
    const bases = readFileSync('Dockerfile', 'utf8').match(/^FROM \S+/gm);
    for (const base of bases ?? ['none']) expect(base).toMatch(/^FROM node:\$\{NODE_VERSION\}-slim$/);
    expect(readFileSync('Dockerfile', 'utf8')).toMatch(/^ARG NODE_VERSION=\d+$/m);
  });

  test('the image runs as an ordinary user', () => {
    expect(readFileSync('Dockerfile', 'utf8')).toMatch(/^USER node$/m);
  });

  test('no secret can get into the image', () => {
    expect(readFileSync('.dockerignore', 'utf8').split('\n')).toEqual(
      expect.arrayContaining(['.env', '.accord', '.git']),
    );
  });
});

describe('services', () => {
  test('what one waits for exists, can reach that state, and is not left out by a profile', () => {
    for (const [name, service] of services) {
      for (const [target, { condition }] of Object.entries(service.depends_on ?? {})) {
        const awaited = stack.services[target];
        expect([name, target, awaited !== undefined]).toEqual([name, target, true]);
        expect([name, target, awaited?.profiles]).toEqual([name, target, service.profiles]);
        if (condition === 'service_healthy')
          expect([target, awaited?.healthcheck]).toEqual([target, expect.any(Object)]);
        if (condition === 'service_completed_successfully')
          expect([target, awaited?.restart]).toEqual([target, 'on-failure:5']);
      }
    }
  });

  test('workers can be many: no fixed name, no published port', () => {
    expect(stack.services.worker).not.toHaveProperty('container_name');
    expect(stack.services.worker).not.toHaveProperty('ports');
  });

  test('databases and Temporal are not published; the pages of operators are on this machine only', () => {
    for (const name of ['postgres', 'temporal-postgres', 'temporal'])
      expect(stack.services[name]).not.toHaveProperty('ports');
    for (const name of ['temporal-ui', 'mail'])
      for (const port of stack.services[name]?.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  test('each program gets the address of its own database role only', () => {
    const databases = (name: string) =>
      Object.keys(stack.services[name]?.environment ?? {})
        .filter((key) => /^DATABASE/.test(key))
        .sort();
    expect(databases('api')).toEqual(['DATABASE_API_URL', 'DATABASE_QUEUE_URL']);
    expect(databases('worker')).toEqual(['DATABASE_QUEUE_URL', 'DATABASE_WORKER_URL']);
  });

  test('each program of ours exists and is given only variables that it knows', () => {
    const ours = services.filter(([, { image }]) => image.startsWith('accord:'));
    expect(ours.map(([name]) => name).sort()).toEqual(['api', 'migrate', 'namespace', 'worker']);
    for (const [name, { command, environment }] of ours) {
      expect([name, existsSync(command?.[1] ?? '')]).toEqual([name, true]);
      for (const variable of Object.keys(environment ?? {})) expect(Object.keys(variables)).toContain(variable);
    }
  });

  test('data is kept in named volumes, and mounted files exist', () => {
    for (const volume of services.flatMap(([, service]) => service.volumes ?? [])) {
      const source = volume.split(':')[0]!;
      if (source.startsWith('.')) expect([source, existsSync(source)]).toEqual([source, true]);
      else expect(Object.keys(stack.volumes)).toContain(source);
    }
  });

  test('the mail catcher is part of the demo only', () => {
    expect(stack.services.mail?.profiles).toEqual(['demo']);
  });
});
