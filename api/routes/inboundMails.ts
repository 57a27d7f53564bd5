import { acceptMail, discardMail, findInboundMail, listInboundMails, sendOriginal } from '../inboundMails';
import { readInboundMail } from '../readInboundMail';
import { requireDesk } from '../require';
import { route, type Call, type Route } from '../route';
import * as schema from '../schemas/inboundMails';
import { nothing } from '../schemas/tickets';

const tag = 'Mail';
const write = requireDesk('write', 'Mail');
/** Who may read it is told when it is looked for. */
const anybodyWhoFound = () => undefined;

const findToDecide = (call: Pick<Call, 'deps' | 'params' | 'permissions' | 'caller'>) => {
  write(call);
  return findInboundMail(call);
};

export const inboundMailRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/inbound-mails',
    tag,
    summary: 'What came by mail and opened or answered nothing, with why; the latest first',
    query: schema.inboundMailQuery,
    answers: { 200: schema.inboundMailList },
    allow: requireDesk('read', 'Mail'),
    handle: async (call) => ({ status: 200, body: await listInboundMails(call) }),
  }),
  route({
    method: 'get',
    path: '/inbound-mails/{id}',
    tag,
    summary: 'One mail, with all of its words; its HTML is sanitised',
    answers: { 200: schema.readableMail },
    find: findInboundMail,
    allow: anybodyWhoFound,
    handle: async (call) => ({ status: 200, body: await readInboundMail(call) }),
  }),
  route({
    method: 'get',
    path: '/inbound-mails/{id}/original',
    tag,
    summary: 'The mail as it came, to be saved',
    answers: { 200: null },
    streams: ['message/rfc822'],
    find: findInboundMail,
    allow: anybodyWhoFound,
    refuses: [410],
    handle: (call) => Promise.resolve(sendOriginal(call)),
  }),
  route({
    method: 'post',
    path: '/inbound-mails/{id}/accept',
    tag,
    summary: 'Take a mail after all; a worker opens or answers a ticket with it',
    body: nothing,
    headers: ['Idempotency-Key'],
    keepsAnswer: true,
    answers: { 200: schema.inboundMail },
    refuses: [409],
    find: findToDecide,
    allow: write,
    handle: acceptMail,
  }),
  route({
    method: 'post',
    path: '/inbound-mails/{id}/discard',
    tag,
    summary: 'Put a mail away; its original goes after 30 days',
    body: nothing,
    headers: ['Idempotency-Key'],
    keepsAnswer: true,
    answers: { 200: schema.inboundMail },
    refuses: [409],
    find: findToDecide,
    allow: write,
    handle: discardMail,
  }),
];
