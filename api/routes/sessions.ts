import { logIn } from '../logIn';
import { beginOidc, endOidc } from '../oidc';
import { changePassword, issueLink, listRequests, requestLink, requirePerson, useLink } from '../passwords';
import { findUser } from '../people';
import { requireDesk } from '../require';
import { openRoute, route, type Route } from '../route';
import { listQuery } from '../schemas/people';
import * as schema from '../schemas/sessions';
import { logOut, logOutEverywhere, viewCaller } from '../sessions';

const tag = 'Who you are';
/** It is about nobody but the caller. */
const anybody = () => undefined;

export const sessionRoutes: readonly Route[] = [
  openRoute({
    open: true,
    method: 'post',
    path: '/session',
    tag,
    summary: 'Log in with e-mail address and password: the answer sets a cookie',
    body: schema.credentials,
    bodyRequired: true,
    answers: { 201: schema.session },
    refuses: [401],
    handle: logIn,
  }),
  route({
    method: 'get',
    path: '/session',
    tag,
    summary: 'Who one is, by key or cookie, and the token that changes need beside a cookie',
    answers: { 200: schema.session },
    allow: anybody,
    handle: ({ caller }) => Promise.resolve({ status: 200, body: viewCaller(caller) }),
  }),
  route({
    method: 'delete',
    path: '/session',
    tag,
    summary: 'Log out here',
    answers: { 204: null },
    allow: anybody,
    handle: logOut,
  }),
  route({
    method: 'delete',
    path: '/sessions',
    tag,
    summary: 'Log out everywhere',
    answers: { 204: null },
    allow: anybody,
    handle: logOutEverywhere,
  }),
  route({
    method: 'put',
    path: '/session/password',
    tag,
    summary: 'Change one’s password; other browsers are logged out',
    body: schema.passwordChange,
    bodyRequired: true,
    answers: { 200: schema.session },
    allow: requirePerson,
    handle: changePassword,
  }),
  openRoute({
    open: true,
    method: 'get',
    path: '/session/oidc',
    tag,
    summary: 'Log in at the OpenID provider: sends the browser there',
    query: schema.oidcStart,
    answers: { 303: null },
    refuses: [404],
    handle: beginOidc,
  }),
  openRoute({
    open: true,
    method: 'get',
    path: '/session/oidc/callback',
    tag,
    summary: 'Where the OpenID provider sends the browser back to; the answer sets a cookie',
    answers: { 303: null },
    refuses: [401, 403, 404, 409],
    handle: endOidc,
  }),
  openRoute({
    open: true,
    method: 'post',
    path: '/password-resets',
    tag,
    summary: 'Ask for a link to set a new password; the answer is the same for everybody',
    body: schema.linkRequest,
    bodyRequired: true,
    answers: { 202: null },
    handle: requestLink,
  }),
  route({
    method: 'get',
    path: '/password-resets',
    tag,
    summary: 'Who asked for a link and has none yet',
    query: listQuery,
    answers: { 200: schema.linkRequests },
    allow: requireDesk('read', 'People'),
    handle: listRequests,
  }),
  route({
    method: 'post',
    path: '/users/{id}/password-resets',
    tag,
    summary: 'Make a link with which this person sets her password, once, within a day',
    headers: ['Idempotency-Key'],
    keepsAnswer: true,
    answers: { 201: schema.link },
    find: findUser,
    allow: requireDesk('write', 'People'),
    handle: issueLink,
  }),
  openRoute({
    open: true,
    method: 'post',
    path: '/password-resets/use',
    tag,
    summary: 'Set a password with a link',
    body: schema.useLink,
    bodyRequired: true,
    answers: { 204: null },
    refuses: [410],
    handle: useLink,
  }),
];
