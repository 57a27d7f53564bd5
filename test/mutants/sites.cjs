/**
 * Finds the places of the API where somebody is told no, and makes each of them one that can be taken out while the desk
 * runs: `globalThis.guichetMutant(id)` answers whether it is out just now.
 */
const { readFileSync, readdirSync } = require('node:fs');
const { join, relative } = require('node:path');
const ts = require('typescript');

const ROOT = join(__dirname, '../..');
const REFUSALS = /^(forbidden|notFound|unauthenticated)\(|csrf_token_invalid/;
const ASKS = new Set(['mayTicket', 'may', 'mayView', 'tickets', 'views', 'ticketsWhere']);
/** Queries that decide who somebody is, and what is hers: each of their conditions is a check. */
const QUERIES = new Set(['api/keyCaller.ts', 'api/sessionCaller.ts', 'api/attachments/claim.ts']);
const POLICY = 'api/abilities.ts';
const RULES = new Set(['rulesFor', 'rulesForService', 'viewRules']);

/** What no pattern finds: the text, which must be there once, and what is put instead. `sql`: both stand in a query. */
const NAMED = [
  { file: 'api/keyCaller.ts', text: 'k.previous_expires_at > now()', instead: 'true', sql: true },
  { file: 'api/attachments/claim.ts', text: 'uploader_id = ${uploader}', instead: 'true', sql: true },
  { file: 'api/personRow.ts', text: 'row.shares_tickets ?? false', instead: 'true' },
  { file: 'api/personRow.ts', text: 'restricted: row.restricted', instead: 'false', member: true },
  { file: 'api/auth.ts', text: 'authorization !== undefined', instead: 'false' },
  { file: 'api/app.ts', text: 'await authenticateCounted(deps, limits, req, res);', instead: '', statement: true },
  { file: 'api/pipeline.ts', text: 'route.allow({ ...found, target });', instead: '', statement: true },
  { file: 'api/bulk/carryOut.ts', text: 'route.allow({ ...found, target });', instead: '', statement: true },
  { file: 'api/listEvents.ts', text: 'kind: { notIn: INTERNAL_KINDS }', instead: '{}', member: true },
];

/** @returns {{ file: string, line: number, what: string, id: string }[]} every site, by file and line */
function allSites() {
  const files = readdirSync(join(ROOT, 'api'), { recursive: true })
    .map((name) => relative(ROOT, join(ROOT, 'api', name)))
    .filter((name) => name.endsWith('.ts') && !name.includes('/schemas/'))
    .sort();
  return files.flatMap((file) => mutate(readFileSync(join(ROOT, file), 'utf8'), file).sites);
}

/** @returns the text with every site in it switched by its id */
function mutate(text, file) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const edits = [];
  const sites = [];
  const asked = (what, start) => {
    const line = source.getLineAndCharacterOfPosition(start).line + 1;
    const same = sites.filter((site) => site.line === line).length;
    const id = `${file}:${line}${same === 0 ? '' : `.${same + 1}`}`;
    sites.push({ file, line, what: what.replace(/\s+/g, ' ').slice(0, 90), id });
    return `(globalThis.guichetMutant?.(${JSON.stringify(id)}) ?? false)`;
  };
  const replace = (node, what, make) => {
    const start = node.getStart(source);
    edits.push({ start, end: node.getEnd(), before: make(asked(what, start)) });
  };
  const wrap = (node, what, [before, after]) => replace(node, what, (on) => [before.replace('ON', on), after]);
  visit(source);
  if (QUERIES.has(file)) conditionsOf(text);
  for (const named of NAMED.filter((one) => one.file === file)) nameSite(named);
  return { text: applied(text, edits), sites };

  function visit(node) {
    if (ts.isIfStatement(node) && isRefusal(node.thenStatement)) {
      for (const operand of operandsOf(node.expression))
        wrap(operand, `unless ${operand.getText()}`, ['(!ON && (', '))']);
    } else if (ts.isCallExpression(node) && isAsk(node) && !isGuarded(node)) {
      const open = `(ON ? globalThis.guichetOpen.${node.expression.name.text} : (`;
      wrap(node, node.getText(), [open, '))']);
    } else if (ts.isBinaryExpression(node) && isOwn(node)) wrap(node, node.getText(), ['(ON || (', '))']);
    else if (ts.isPropertyAssignment(node) && isOwner(node)) wrap(node, node.getText(), ['...(ON ? {} : { ', ' })']);
    if (file === POLICY && isInRules(node)) visitRule(node);
    ts.forEachChild(node, visit);
  }

  function visitRule(node) {
    const { parent } = node;
    if (
      (ts.isIfStatement(parent) || ts.isConditionalExpression(parent)) &&
      node === (parent.expression ?? parent.condition)
    ) {
      wrap(node, `always ${node.getText()}`, ['(ON || (', '))']);
      wrap(node, `never ${node.getText()}`, ['(!ON && (', '))']);
    } else if (ts.isPropertyAssignment(parent) && parent.name.getText() === 'conditions' && node === parent.initializer)
      wrap(node, `no conditions ${node.getText()}`, ['(ON ? undefined : (', '))']);
    else if (ts.isCallExpression(parent) && parent.expression.getText() === 'view' && node === parent.arguments[1])
      wrap(node, `no conditions ${node.getText()}`, ['(ON ? {} : (', '))']);
    else if (ts.isStringLiteral(node) && (ts.isArrayLiteralExpression(parent) || isAction(parent)))
      wrap(node, `not ${node.getText()} in ${parent.getText()}`, ["(ON ? 'nothing' : ", ')']);
  }

  function conditionsOf() {
    for (const { index, 0: found } of text.matchAll(/\bAND \S[^`\n]*?(?=\s+AND\b|\n|`)/g)) {
      const on = asked(found, index);
      edits.push({ start: index, end: index + found.length, before: [`\${${on} ? Prisma.empty : Prisma.sql\``, '`}'] });
    }
  }

  function nameSite({ text: wanted, instead, sql, member, statement }) {
    const start = text.indexOf(wanted);
    if (start < 0 || text.indexOf(wanted, start + 1) >= 0) throw new Error(`${file}: ${wanted} must be there once`);
    const on = asked(wanted, start);
    const before = sql
      ? [`\${${on} ? Prisma.sql\`${instead}\` : Prisma.sql\``, '`}']
      : member
        ? instead === '{}'
          ? [`...(${on} ? {} : { `, ' })']
          : [`...(${on} ? { ${wanted.split(':')[0]}: ${instead} } : { `, ' })']
        : statement
          ? [`if (!${on}) { `, ' }']
          : [`(${on} ? ${instead} : (`, '))'];
    edits.push({ start, end: start + wanted.length, before });
  }
}

function isRefusal(statement) {
  const only = ts.isBlock(statement) && statement.statements.length === 1 ? statement.statements[0] : statement;
  return ts.isThrowStatement(only) && REFUSALS.test(only.expression.getText());
}

function operandsOf(condition) {
  if (!ts.isBinaryExpression(condition) || condition.operatorToken.kind !== ts.SyntaxKind.BarBarToken)
    return [condition];
  return [...operandsOf(condition.left), ...operandsOf(condition.right)];
}

function isAsk({ expression }) {
  if (!ts.isPropertyAccessExpression(expression) || !ASKS.has(expression.name.text)) return false;
  return /(^|\.)permissions$/.test(expression.expression.getText());
}

/** `if (!permissions.may(…)) throw …` is one check, not two. */
function isGuarded(node) {
  const negated = node.parent;
  if (!ts.isPrefixUnaryExpression(negated)) return false;
  let above = negated.parent;
  while (ts.isBinaryExpression(above)) above = above.parent;
  return ts.isIfStatement(above) && isRefusal(above.thenStatement);
}

function isOwn({ operatorToken, left, right }) {
  const names = ['caller.id', 'viewer'];
  return (
    operatorToken.kind === ts.SyntaxKind.EqualsEqualsEqualsToken &&
    (names.includes(left.getText()) || names.includes(right.getText()))
  );
}

/** `where: { actorId: caller.id }` */
function isOwner(node) {
  if (node.initializer.getText() !== 'caller.id') return false;
  const outer = node.parent.parent;
  return ts.isPropertyAssignment(outer) && outer.name.getText() === 'where' && node.name.getText() !== 'ownerId';
}

function isAction(parent) {
  return ts.isPropertyAssignment(parent) && parent.name.getText() === 'action';
}

function isInRules(node) {
  for (let above = node.parent; above; above = above.parent)
    if (ts.isFunctionDeclaration(above)) return RULES.has(above.name?.text);
  return false;
}

/** Edits may lie within one another: each is put around what it holds. */
function applied(text, edits) {
  const inserts = edits.flatMap(({ start, end, before: [open, close] }, order) => [
    { at: start, text: open, rank: [1, -(end - start), order] },
    { at: end, text: close, rank: [0, -start, -order] },
  ]);
  inserts.sort((a, b) => a.at - b.at || a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1] || a.rank[2] - b.rank[2]);
  let done = '';
  let last = 0;
  for (const { at, text: piece } of inserts) {
    done += text.slice(last, at) + piece;
    last = at;
  }
  return done + text.slice(last);
}

module.exports = { allSites, mutate, ROOT };
