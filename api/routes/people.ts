import { createKey, findKey, listKeys, revokeKey } from '../apiKeys';
import { createUser, findUser, listUsers, replaceUser, showUser } from '../people';
import { requireDesk } from '../require';
import { route, type Route } from '../route';
import * as schema from '../schemas/people';

const tag = 'People';

export const peopleRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/users',
    tag,
    summary: 'Everybody',
    query: schema.listQuery,
    answers: { 200: schema.userList },
    allow: requireDesk('read', 'People'),
    handle: async (call) => ({ status: 200, body: await listUsers(call) }),
  }),
  route({
    method: 'post',
    path: '/users',
    tag,
    summary: 'Add a person',
    body: schema.newUser,
    bodyRequired: true,
    headers: ['Idempotency-Key'],
    answers: { 201: schema.user },
    allow: requireDesk('write', 'People'),
    handle: createUser,
  }),
  route({
    method: 'get',
    path: '/users/{id}',
    tag,
    summary: 'One person',
    headers: ['If-None-Match'],
    answers: { 200: schema.user },
    find: findUser,
    allow: requireDesk('read', 'People'),
    handle: ({ target }) => Promise.resolve(showUser(target)),
  }),
  route({
    method: 'put',
    path: '/users/{id}',
    tag,
    summary: 'Replace what is known of a person; `active: false` stops her keys',
    body: schema.putUser,
    bodyRequired: true,
    headers: ['If-Match'],
    answers: { 200: schema.user },
    find: findUser,
    allow: requireDesk('write', 'People'),
    handle: replaceUser,
  }),
  route({
    method: 'get',
    path: '/api-keys',
    tag,
    summary: 'Keys, without their secrets',
    query: schema.listQuery,
    answers: { 200: schema.keyList },
    allow: requireDesk('read', 'People'),
    handle: async (call) => ({ status: 200, body: await listKeys(call) }),
  }),
  route({
    method: 'post',
    path: '/api-keys',
    tag,
    summary: 'Make a key for a person, or a service account',
    body: schema.newKey,
    bodyRequired: true,
    headers: ['Idempotency-Key'],
    answers: { 201: schema.madeKey },
    allow: requireDesk('write', 'People'),
    handle: createKey,
  }),
  route({
    method: 'delete',
    path: '/api-keys/{id}',
    tag,
    summary: 'Revoke a key',
    answers: { 204: null },
    find: findKey,
    allow: requireDesk('write', 'People'),
    handle: revokeKey,
  }),
];
