'use strict';

/** Builds one element; text is set as text, so nothing in the document can become markup. */
function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function resolve(api, schema) {
  const name = schema && schema.$ref && schema.$ref.split('/').pop();
  return name ? { name, schema: api.components.schemas[name] } : { name: '', schema };
}

function showSchema(api, title, schema) {
  const { name, schema: shown } = resolve(api, schema);
  const box = element('div');
  box.append(element('h4', name ? `${title}: ${name}` : title), element('pre', JSON.stringify(shown, null, 2)));
  return box;
}

function showCall(api, path, method, call) {
  const box = element('details');
  const line = element('summary');
  line.append(element('span', method.toUpperCase(), 'method'), element('code', path), ` ${call.summary}`);
  box.append(line);
  for (const parameter of call.parameters || [])
    box.append(
      element(
        'p',
        `${parameter.in} ${parameter.name}${parameter.required ? '' : ' (optional)'}: ${(parameter.schema && parameter.schema.description) || parameter.description || ''}`,
      ),
    );
  const body = call.requestBody && call.requestBody.content['application/json'];
  if (body) box.append(showSchema(api, 'Body', body.schema));
  for (const [status, answer] of Object.entries(call.responses)) {
    const content = answer.content && Object.values(answer.content)[0];
    if (content && /^2/.test(status)) box.append(showSchema(api, `${status} ${answer.description}`, content.schema));
    else box.append(element('p', `${status}: ${answer.description}`));
  }
  return box;
}

fetch('openapi.json')
  .then((response) => response.json())
  .then((api) => {
    const calls = document.getElementById('calls');
    calls.replaceChildren();
    const tags = new Map();
    for (const [path, methods] of Object.entries(api.paths))
      for (const [method, call] of Object.entries(methods)) {
        const tag = call.tags[0];
        if (!tags.has(tag)) tags.set(tag, []);
        tags.get(tag).push(showCall(api, path, method, call));
      }
    for (const [tag, boxes] of tags) calls.append(element('h2', tag), ...boxes);
  })
  .catch((error) => {
    document.getElementById('calls').textContent = `The document could not be read: ${error}`;
  });
