// Reads TypeScript sources as syntax trees and gives what architecture.test.ts asks about: imports and forbidden forms.
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { parseSync } from 'vite';

export interface Import {
  /** Relative ones resolved against `src/`, e.g. `lib/bytes.ts`; others as written, e.g. `preact/hooks`. */
  readonly target: string;
  readonly isRelative: boolean;
  /** Erased by the compiler: `import type`, `export type … from`, `import('…')` as a type. */
  readonly isType: boolean;
}
export interface Finding {
  readonly line: number;
  readonly what: string;
}
export interface SourceFile {
  /** Inside `src/`, with slashes. */
  readonly path: string;
  /** `lib`, `ui` …; undefined for files in `src/` itself. */
  readonly room: string | undefined;
  readonly text: string;
  readonly imports: readonly Import[];
  readonly findings: readonly Finding[];
  /** Names of the brands it declares. */
  readonly brands: readonly string[];
  /** `x as Name` for each name: a brand being made, or something that should not be. */
  readonly assertions: readonly Finding[];
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [member: string]: unknown;
}
/** Names a program uses as identifiers or members; words inside its texts do not count. */
export function namesUsed(path: string, text: string): Set<string> {
  const names = new Set<string>();
  walk(parseSync(path, text).program as unknown as Node, (node) => {
    if (node.type === 'Identifier') names.add(nameOf(node));
  });
  return names;
}

function walk(node: Node, visit: (node: Node) => void): void {
  visit(node);
  for (const member of Object.values(node))
    for (const child of Array.isArray(member) ? member : [member]) if (isNode(child)) walk(child, visit);
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** Every `.ts` and `.tsx` file under `root`. */
export function readSources(root: string): SourceFile[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort()
    .map((name) => readSource(name.split(sep).join('/'), readFileSync(join(root, name), 'utf8')));
}

/** The facts of one file. Its text need not be a whole program. */
export function readSource(path: string, text: string): SourceFile {
  const { program, comments, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const imports: Import[] = [];
  const findings: Finding[] = [];
  const lineOf = (offset: number): number => text.slice(0, offset).split('\n').length;
  const note = (node: { start: number }, what: string): void =>
    void findings.push({ line: lineOf(node.start), what });
  const brands = [...text.matchAll(/type (\w+) = Brand</g)].flatMap((match) => match[1] ?? []);
  const assertions: Finding[] = [];

  walk(program as unknown as Node, (node) => {
    const source = importedBy(node);
    if (source !== undefined) imports.push(resolve(path, source.name, source.isType));
    for (const what of forbiddenIn(node)) note(node, what);
    const asserted = node.type === 'TSAsExpression' ? (typeName(node['typeAnnotation']) ?? '…') : 'const';
    if (asserted !== 'const') assertions.push({ line: lineOf(node.start), what: asserted });
  });
  for (const comment of comments)
    if (
      /(?:es|ox)lint-disable|@ts-(?:ignore|expect-error|nocheck)/.test(comment.value) &&
      !/ -- .{10}/.test(comment.value)
    )
      note(comment, 'a comment that silences a check and gives no reason (` -- reason`)');
  const [first = '', second] = path.split('/');
  return {
    path,
    room: second === undefined ? undefined : first,
    text,
    imports,
    findings,
    brands,
    assertions,
  };
}

function resolve(from: string, specifier: string, isType: boolean): Import {
  const bare = specifier.replace(/\?.*$/, '');
  const isRelative = bare.startsWith('.');
  return { target: isRelative ? posix.join(posix.dirname(from), bare) : bare, isRelative, isType };
}

function importedBy(node: Node): { name: string; isType: boolean } | undefined {
  const { source } = node;
  const name = isNode(source) && typeof source['value'] === 'string' ? source['value'] : undefined;
  if (name === undefined) return undefined;
  switch (node.type) {
    case 'ImportDeclaration': {
      const parts = node['specifiers'] as Node[];
      const isType =
        node['importKind'] === 'type' ||
        (parts.length > 0 && parts.every((part) => part['importKind'] === 'type'));
      return { name, isType };
    }
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return { name, isType: node['exportKind'] === 'type' };
    case 'ImportExpression':
      return { name, isType: false };
    case 'TSImportType':
      return { name, isType: true };
    default:
      return undefined;
  }
}

const SINKS = new Set([
  'innerHTML',
  'outerHTML',
  'insertAdjacentHTML',
  'dangerouslySetInnerHTML',
  'srcdoc',
  'setHTMLUnsafe',
  'parseHTMLUnsafe',
  'createContextualFragment',
]);

function* forbiddenIn(node: Node): Generator<string> {
  switch (node.type) {
    case 'TSAnyKeyword':
      yield '`any`: name the shape, or take `unknown` and a type guard';
      break;
    case 'TSEnumDeclaration':
      yield 'an enum: a union of strings says the same and vanishes';
      break;
    case 'ExportDefaultDeclaration':
      yield 'a default export: named ones keep their name everywhere';
      break;
    case 'TSNonNullExpression':
      yield 'a `!`: say what happens when it is not there';
      break;
    case 'Identifier':
    case 'JSXIdentifier':
      if (SINKS.has(String(node['name'])))
        yield `\`${String(node['name'])}\`: no HTML text anywhere, preact makes the nodes`;
      break;
    case 'MemberExpression': {
      const path = `${nameOf(node['object'])}.${nameOf(node['property'])}`;
      if (/^document\.write(?:ln)?$/.test(path)) yield `\`${path}\`: no HTML text anywhere`;
      if (path === 'Math.random')
        yield '`Math.random`: chance is handed in (lib/clock.ts), and others must not guess it';
      break;
    }
    case 'CallExpression':
    case 'NewExpression':
      if (['eval', 'Function'].includes(nameOf(node['callee'])))
        yield `\`${nameOf(node['callee'])}\`: text never becomes code`;
      break;
    case 'Literal':
      if (typeof node['value'] === 'string') yield* strangeAddress(node['value']);
      break;
    case 'TemplateElement':
      yield* strangeAddress((node['value'] as { raw: string }).raw);
      break;
  }
}

/** Hosts a source may name: the namespace of SVG, this machine, names reserved for examples. */
const KNOWN_HOST = /^(?:www\.w3\.org|localhost|127\.0\.0\.1|(?:[\w-]+\.)*example(?:\.\w+)?)$/;

function* strangeAddress(text: string): Generator<string> {
  for (const [, host] of text.matchAll(/\b(?:https?|wss?):\/\/([\w.-]*\.[\w-]+)/g))
    if (host !== undefined && !KNOWN_HOST.test(host))
      yield `the host ${host}: this app speaks to no third party`;
}

const nameOf = (value: unknown): string =>
  isNode(value) && typeof value['name'] === 'string' ? value['name'] : '';

function typeName(value: unknown): string | undefined {
  return isNode(value) && value.type === 'TSTypeReference'
    ? nameOf(value['typeName']) || undefined
    : undefined;
}
