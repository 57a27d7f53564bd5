'use strict';

/** The page's own words; what is described is in English. */
const WORDS = {
  en: {
    filter: 'Filter: ticket, POST, /users, If-Match …',
    count: (shown, all) => `${shown} of ${all} calls`,
    parameters: 'Parameters',
    body: 'Body',
    members: 'Members',
    example: 'Example',
    refusals: 'Refusals',
    headers: 'Headers',
    open: 'Needs no key.',
    required: 'required',
    failed: 'The document could not be read: ',
  },
  fr: {
    filter: 'Filtrer : ticket, POST, /users, If-Match …',
    count: (shown, all) => `${shown} appels sur ${all}`,
    parameters: 'Paramètres',
    body: 'Corps',
    members: 'Membres',
    example: 'Exemple',
    refusals: 'Refus',
    headers: 'En-têtes',
    open: 'Sans clé.',
    required: 'obligatoire',
    failed: 'Le document n’a pas pu être lu : ',
  },
};
const words = navigator.language.startsWith('fr') ? WORDS.fr : WORDS.en;

/** Builds one element; text is set as text, so nothing in the document can become markup. */
function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function append(parent, ...children) {
  parent.append(...children.filter((child) => child !== null));
  return parent;
}

/** What `#/components/…` stands for. */
function resolve(api, value) {
  if (!value || !value.$ref) return value;
  const [, , kind, name] = value.$ref.split('/');
  return api.components[kind][name];
}

function nameOf(value) {
  return value && value.$ref ? value.$ref.split('/').pop() : '';
}

/** `string (date-time) or null`, `array of Ticket`, `high | low` */
function describeType(api, schema) {
  if (!schema) return '';
  if (schema.$ref) return nameOf(schema);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const several = schema.anyOf || schema.oneOf;
  if (several) return several.map((one) => describeType(api, one)).join(' or ') || 'string';
  const types = [].concat(schema.type || 'any');
  const named = types.map((type) => {
    if (type === 'array' && schema.items) return `array of ${describeType(api, schema.items)}`;
    return schema.format ? `${type} (${schema.format})` : type;
  });
  return named.join(' or ');
}

function bounds(schema) {
  const shown = ['minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems', 'default', 'pattern'];
  const given = shown.filter((name) => schema && schema[name] !== undefined && !schema.$ref);
  return given.map((name) => `${name} ${JSON.stringify(schema[name])}`).join(', ');
}

function table(rows) {
  const made = element('table');
  for (const cells of rows) {
    const row = element('tr');
    cells.forEach((cell, index) => row.append(element(index === 0 ? 'th' : 'td', cell)));
    made.append(row);
  }
  return made;
}

function showMembers(api, schema) {
  const resolved = resolve(api, schema);
  const required = (resolved && resolved.required) || [];
  const rows = Object.entries((resolved && resolved.properties) || {}).map(([name, of]) => [
    name,
    [describeType(api, of), required.includes(name) ? words.required : ''].filter(Boolean).join(', '),
    [(resolve(api, of) || {}).description || '', bounds(of)].filter(Boolean).join(' · '),
  ]);
  if (rows.length === 0) return null;
  return append(element('details'), element('summary', `${words.members} ${nameOf(schema)}`), table(rows));
}

function exampleOf(api, media) {
  if (media.example !== undefined) return media.example;
  const [first] = Object.values(media.examples || {});
  return first && resolve(api, first).value;
}

function showMedia(api, title, content) {
  const box = append(element('div'), element('h4', title));
  for (const [type, media] of Object.entries(content || {})) {
    const example = exampleOf(api, media);
    const members = showMembers(api, media.schema);
    if (!/json$/.test(type)) box.append(element('p', type));
    if (example !== undefined) box.append(element('pre', JSON.stringify(example, null, 2)));
    if (members) box.append(members);
  }
  return box;
}

function quote(text) {
  return `'${text.replace(/'/g, `'\\''`)}'`;
}

/** The line that makes this call from a shell, as an example has it. */
function curlLine(api, path, method, call) {
  const parameters = call.parameters || [];
  const example = ({ schema, example: own }) => String(own ?? (schema && schema.example) ?? '…');
  const filled = path.replace(/\{(\w+)\}/g, (_all, name) => {
    const found = parameters.find((one) => one.name === name);
    return found ? example(found) : '…';
  });
  const json = call.requestBody && call.requestBody.content['application/json'];
  const parts = [`curl -sS -X ${method.toUpperCase()} ${quote(api.servers[0].url + filled)}`];
  if (call.security.length > 0) parts.push(`-H "Authorization: Bearer $KEY"`);
  const guarded = parameters.find(({ name }) => name === 'If-Match');
  if (guarded && /put|delete/.test(method)) parts.push(`-H ${quote(`If-Match: ${example(guarded)}`)}`);
  if (json) parts.push(`-H 'Content-Type: application/json'`, `--data ${quote(JSON.stringify(exampleOf(api, json)))}`);
  if (call.requestBody && !json) parts.push(`-F file=@screenshot.png`);
  return parts.join(' \\\n  ');
}

function showParameters(api, parameters) {
  if (!parameters || parameters.length === 0) return null;
  const rows = parameters.map(({ name, in: place, required, schema, description }) => [
    name,
    [place, describeType(api, schema), required ? words.required : ''].filter(Boolean).join(', '),
    [description || (schema && schema.description) || '', bounds(schema)].filter(Boolean).join(' · '),
  ]);
  return append(element('div'), element('h4', words.parameters), table(rows));
}

/** What unfolds; built when somebody wants to see it. */
function fill(box, api, path, method, call) {
  append(
    box,
    call.security.length === 0 ? element('p', words.open) : null,
    element('pre', curlLine(api, path, method, call)),
  );
  append(box, showParameters(api, call.parameters));
  if (call.requestBody) box.append(showMedia(api, words.body, call.requestBody.content));
  const refusals = [];
  for (const [status, given] of Object.entries(call.responses)) {
    const answer = resolve(api, given);
    if (status >= '400') refusals.push([status, answer.description.replace(/`/g, '')]);
    else {
      const headers = Object.keys(answer.headers || {}).join(', ');
      box.append(showMedia(api, `${status}: ${answer.description}`, answer.content));
      if (headers) box.append(element('p', `${words.headers}: ${headers}`, 'headers'));
    }
  }
  const all = append(element('details'), element('summary', words.refusals), table(refusals));
  box.append(all);
}

function showCall(api, path, method, call) {
  const box = element('details', undefined, 'call');
  const line = element('summary');
  line.append(
    element('span', method.toUpperCase(), `method ${method}`),
    element('code', path),
    element('span', call.summary),
  );
  box.append(line);
  box.id = call.operationId;
  const search = [method, path, call.summary, call.tags[0], ...(call.parameters || []).map(({ name }) => name)];
  box.dataset.words = search.join(' ').toLowerCase();
  box.addEventListener('toggle', () => box.childElementCount === 1 && fill(box, api, path, method, call), {
    once: true,
  });
  return box;
}

/** A call is shown if it has all words. */
function filter(groups, count) {
  const wanted = document.getElementById('filter').value.toLowerCase().split(/\s+/);
  let [shown, all] = [0, 0];
  for (const group of groups) {
    let any = false;
    for (const call of group.querySelectorAll('.call')) {
      call.hidden = !wanted.every((word) => call.dataset.words.includes(word));
      any ||= !call.hidden;
      all++;
      if (!call.hidden) shown++;
    }
    group.hidden = !any;
  }
  count.textContent = words.count(shown, all);
}

function openNamed() {
  const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!named) return;
  if (named.matches('.call')) named.open = true;
  named.scrollIntoView();
}

function show(api) {
  const calls = document.getElementById('calls');
  calls.replaceChildren();
  const groups = api.tags.map(({ name, description }) => {
    const group = element('section');
    group.id = name.replace(/ /g, '-');
    group.append(element('h2', name), element('p', description));
    const link = element('a', name);
    link.href = `#${group.id}`;
    document.getElementById('groups').append(link);
    return group;
  });
  for (const [path, methods] of Object.entries(api.paths))
    for (const [method, call] of Object.entries(methods)) {
      const at = api.tags.findIndex(({ name }) => name === call.tags[0]);
      groups[at].append(showCall(api, path, method, call));
    }
  calls.append(...groups);
  const input = document.getElementById('filter');
  input.placeholder = words.filter;
  input.setAttribute('aria-label', words.filter);
  const again = () => filter(groups, document.getElementById('count'));
  input.addEventListener('input', again);
  again();
  window.addEventListener('hashchange', openNamed);
  openNamed();
}

fetch('openapi.json')
  .then((response) => response.json())
  .then(show)
  .catch((error) => {
    document.getElementById('calls').textContent = words.failed + error;
  });
