/* Made by `npm run openapi` from the OpenAPI document: not to be edited. */
export interface paths {
    "/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tickets that one may see */
        get: operations["getTickets"];
        put?: never;
        /** Open a ticket */
        post: operations["postTickets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One ticket */
        get: operations["getTicketsKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change texts, tags, fields and classification (a merge patch) */
        patch: operations["patchTicketsKey"];
        trace?: never;
    };
    "/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The views of tickets that one may use */
        get: operations["getViews"];
        put?: never;
        /** Keep a view: for oneself, for a team, for everybody at the desk */
        post: operations["postViews"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/views/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many tickets each view holds, up to 1000 */
        get: operations["getViewsCounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/views/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One view */
        get: operations["getViewsId"];
        /** Replace a view (If-Match) */
        put: operations["putViewsId"];
        post?: never;
        /** Delete a view */
        delete: operations["deleteViewsId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new secret; the former one signs beside it for a while */
        post: operations["postWebhooksIdRotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/ping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a message that says nothing, to see whether it arrives */
        post: operations["postWebhooksIdPing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Up to a hundred commands at once; each is allowed or refused as alone */
        post: operations["postTicketsBulk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{key}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take the ticket */
        post: operations["postTicketsKeyAccept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{key}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give the ticket to an agent or a team */
        post: operations["postTicketsKeyAssign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{key}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give the ticket back to the queue */
        post: operations["postTicketsKeyRelease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{key}/pend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Wait for someone or something */
        post: operations["postTicketsKeyPend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{key}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Go on with a pending ticket */
        post: operations["postTicketsKeyResume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{key}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Resolve the ticket; its requester: cancel it */
        post: operations["postTicketsKeyResolve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{key}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reopen a resolved ticket */
        post: operations["postTicketsKeyReopen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{key}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close a resolved ticket */
        post: operations["postTicketsKeyClose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{key}/escalate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Escalate the ticket by one level */
        post: operations["postTicketsKeyEscalate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{key}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The comments that one may see, oldest first */
        get: operations["getTicketsKeyComments"];
        put?: never;
        /** Write a comment; on a closed ticket, its requester opens a new one */
        post: operations["postTicketsKeyComments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{key}/comments/{comment}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One comment */
        get: operations["getTicketsKeyCommentsComment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{key}/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tickets that this one is linked to and one may see */
        get: operations["getTicketsKeyLinks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{key}/links/{kind}/{other}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Link two tickets: parentOf, childOf, duplicateOf, duplicatedBy or relatedTo */
        put: operations["putTicketsKeyLinksKindOther"];
        post?: never;
        /** Undo a link that somebody made */
        delete: operations["deleteTicketsKeyLinksKindOther"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{key}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make the ticket a part of another, which takes its replies from then on */
        post: operations["postTicketsKeyMerge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{key}/unmerge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Undo a merger: the ticket is open again */
        post: operations["postTicketsKeyUnmerge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{key}/split": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a ticket of its own of a comment */
        post: operations["postTicketsKeySplit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{key}/cascade": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have all children of a ticket informed, paused, resumed or resolved */
        post: operations["postTicketsKeyCascade"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/problem-proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Causes that incidents of one’s teams seem to share, the latest first */
        get: operations["getProblemProposals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/problem-proposals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One proposal with its tickets, page by page */
        get: operations["getProblemProposalsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/problem-proposals/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a problem of it: its tickets become children of a new ticket, or of one that is there */
        post: operations["postProblemProposalsIdAccept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/problem-proposals/{id}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put it away, with a reason; it comes again only if it goes on growing */
        post: operations["postProblemProposalsIdDismiss"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/problem-detection/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What would be proposed now, by these settings or by those that hold; nothing is stored */
        post: operations["postProblemDetectionTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a file for a ticket or comment to come; kept for a day */
        post: operations["postAttachments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{key}/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The files of the ticket that one may see, oldest first */
        get: operations["getTicketsKeyAttachments"];
        put?: never;
        /** Attach a file to the ticket */
        post: operations["postTicketsKeyAttachments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attachments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One file: what it is, not its content */
        get: operations["getAttachmentsId"];
        put?: never;
        post?: never;
        /** Take a file away; that there was one stays to be seen */
        delete: operations["deleteAttachmentsId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attachments/{id}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The content of one file, or one range of it */
        get: operations["getAttachmentsIdContent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alerts/alertmanager": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What Prometheus' Alertmanager posts, as it is (a body of at most 4 MiB): opens, joins and clears tickets */
        post: operations["postAlertsAlertmanager"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What any monitoring posts (a body of at most 4 MiB), read as the document of its source says */
        post: operations["postAlerts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{key}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened, oldest first */
        get: operations["getTicketsKeyEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{key}/clocks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The ledger of each service-level clock, explained */
        get: operations["getTicketsKeyClocks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{key}/process": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the ticket waits for, and what comes next */
        get: operations["getTicketsKeyProcess"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exports/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All tickets that the filters let through, as a stream */
        get: operations["getExportsTickets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exports/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All that happened to the tickets that the filters let through, as a stream */
        get: operations["getExportsEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/operations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a command that was answered 202 went on; for its sender */
        get: operations["getOperationsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/surveys/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a survey asks, and what was answered */
        get: operations["getSurveysToken"];
        put?: never;
        /** Answer a survey; again, to correct */
        post: operations["postSurveysToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{key}/watchers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who watches a ticket; to a requester, whether she does */
        get: operations["getTicketsKeyWatchers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{key}/watchers/{user}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Watch a ticket, or let somebody watch it who may read it */
        put: operations["putTicketsKeyWatchersUser"];
        post?: never;
        /** Watch a ticket no more */
        delete: operations["deleteTicketsKeyWatchersUser"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{id}/preferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a person wants to hear of things */
        get: operations["getUsersIdPreferences"];
        /** Say how one wants to hear of things; what is left out is as for everybody */
        put: operations["putUsersIdPreferences"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/message-templates/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A message as it would be sent, of a ticket that is made up; nothing is written */
        post: operations["postMessageTemplatesIdPreview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/unsubscribe/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A page that asks whether to end one’s digests */
        get: operations["getUnsubscribeToken"];
        put?: never;
        /** End one’s digests: what mail programs send for `List-Unsubscribe-Post` */
        post: operations["postUnsubscribeToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What one was told, the newest first */
        get: operations["getNotifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that one has read some, or all until an instant */
        post: operations["postNotificationsRead"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as server-sent events, as they come; `Last-Event-ID` makes up what was missed */
        get: operations["getNotificationsStream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everybody */
        get: operations["getUsers"];
        put?: never;
        /** Add a person */
        post: operations["postUsers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One person */
        get: operations["getUsersId"];
        /** Replace what is known of a person; `active: false` stops her keys */
        put: operations["putUsersId"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Keys, without their secrets */
        get: operations["getApiKeys"];
        put?: never;
        /** Make a key for a person, or a service account */
        post: operations["postApiKeys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One key, without its secret */
        get: operations["getApiKeysId"];
        put?: never;
        post?: never;
        /** Revoke a key */
        delete: operations["deleteApiKeysId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-keys/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a key a new secret; the old one lives on for `overlap` */
        post: operations["postApiKeysIdRotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{id}/data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All that the desk knows of a person, as NDJSON */
        get: operations["getUsersIdData"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{id}/erasure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Erase a requester: who she is, what she wrote and sent. What happened and when stays */
        post: operations["postUsersIdErasure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who one is, by key or cookie, and the token that changes need beside a cookie */
        get: operations["getSession"];
        put?: never;
        /** Log in with e-mail address and password: the answer sets a cookie */
        post: operations["postSession"];
        /** Log out here */
        delete: operations["deleteSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Log out everywhere */
        delete: operations["deleteSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change one’s password; other browsers are logged out */
        put: operations["putSessionPassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/oidc": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Log in at the OpenID provider: sends the browser there */
        get: operations["getSessionOidc"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/oidc/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the OpenID provider sends the browser back to; the answer sets a cookie */
        get: operations["getSessionOidcCallback"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/password-resets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who asked for a link and has none yet */
        get: operations["getPasswordResets"];
        put?: never;
        /** Ask for a link to set a new password; the answer is the same for everybody */
        post: operations["postPasswordResets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{id}/password-resets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a link with which this person sets her password, once, within a day */
        post: operations["postUsersIdPasswordResets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/password-resets/use": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set a password with a link */
        post: operations["postPasswordResetsUse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calendars": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every calendar */
        get: operations["getCalendars"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calendars/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Versions of a calendar, the newest first */
        get: operations["getCalendarsIdVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calendars/{id}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A calendar as it was */
        get: operations["getCalendarsIdVersionsVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calendars/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One calendar */
        get: operations["getCalendarsId"];
        /** Create (If-None-Match: *) or replace (If-Match) a calendar */
        put: operations["putCalendarsId"];
        post?: never;
        /** Delete a calendar that nothing uses */
        delete: operations["deleteCalendarsId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every policy */
        get: operations["getPolicies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/policies/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Versions of a policy, the newest first */
        get: operations["getPoliciesIdVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/policies/{id}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A policy as it was */
        get: operations["getPoliciesIdVersionsVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/policies/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One policy */
        get: operations["getPoliciesId"];
        /** Create (If-None-Match: *) or replace (If-Match) a policy */
        put: operations["putPoliciesId"];
        post?: never;
        /** Delete a policy that nothing uses */
        delete: operations["deletePoliciesId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every team */
        get: operations["getTeams"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One team */
        get: operations["getTeamsId"];
        /** Create (If-None-Match: *) or replace (If-Match) a team */
        put: operations["putTeamsId"];
        post?: never;
        /** Delete a team that nothing uses */
        delete: operations["deleteTeamsId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organisations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every organisation */
        get: operations["getOrganisations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organisations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One organisation */
        get: operations["getOrganisationsId"];
        /** Create (If-None-Match: *) or replace (If-Match) a organisation */
        put: operations["putOrganisationsId"];
        post?: never;
        /** Delete a organisation that nothing uses */
        delete: operations["deleteOrganisationsId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every agent */
        get: operations["getAgents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/agents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One agent */
        get: operations["getAgentsId"];
        /** Create (If-None-Match: *) or replace (If-Match) a agent */
        put: operations["putAgentsId"];
        post?: never;
        /** Delete a agent that nothing uses */
        delete: operations["deleteAgentsId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/triage-rules/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Versions of a triage rules, the newest first */
        get: operations["getTriageRulesVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/triage-rules/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A triage rules as it was */
        get: operations["getTriageRulesVersionsVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/triage-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One triage rules */
        get: operations["getTriageRules"];
        /** Create (If-None-Match: *) or replace (If-Match) a triage rules */
        put: operations["putTriageRules"];
        post?: never;
        /** Delete a triage rules that nothing uses */
        delete: operations["deleteTriageRules"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/matrix/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Versions of a matrix, the newest first */
        get: operations["getMatrixVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/matrix/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A matrix as it was */
        get: operations["getMatrixVersionsVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/matrix": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One matrix */
        get: operations["getMatrix"];
        /** Create (If-None-Match: *) or replace (If-Match) a matrix */
        put: operations["putMatrix"];
        post?: never;
        /** Delete a matrix that nothing uses */
        delete: operations["deleteMatrix"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every webhook */
        get: operations["getWebhooks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One webhook */
        get: operations["getWebhooksId"];
        /** Create (If-None-Match: *) or replace (If-Match) a webhook */
        put: operations["putWebhooksId"];
        post?: never;
        /** Delete a webhook that nothing uses */
        delete: operations["deleteWebhooksId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mail-policy/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Versions of a mail policy, the newest first */
        get: operations["getMailPolicyVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mail-policy/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A mail policy as it was */
        get: operations["getMailPolicyVersionsVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mail-policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One mail policy */
        get: operations["getMailPolicy"];
        /** Create (If-None-Match: *) or replace (If-Match) a mail policy */
        put: operations["putMailPolicy"];
        post?: never;
        /** Delete a mail policy that nothing uses */
        delete: operations["deleteMailPolicy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/problem-detection/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Versions of a problem detection, the newest first */
        get: operations["getProblemDetectionVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/problem-detection/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A problem detection as it was */
        get: operations["getProblemDetectionVersionsVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/problem-detection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One problem detection */
        get: operations["getProblemDetection"];
        /** Create (If-None-Match: *) or replace (If-Match) a problem detection */
        put: operations["putProblemDetection"];
        post?: never;
        /** Delete a problem detection that nothing uses */
        delete: operations["deleteProblemDetection"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alert-sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every alert source */
        get: operations["getAlertSources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alert-sources/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Versions of a alert source, the newest first */
        get: operations["getAlertSourcesIdVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alert-sources/{id}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A alert source as it was */
        get: operations["getAlertSourcesIdVersionsVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alert-sources/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One alert source */
        get: operations["getAlertSourcesId"];
        /** Create (If-None-Match: *) or replace (If-Match) a alert source */
        put: operations["putAlertSourcesId"];
        post?: never;
        /** Delete a alert source that nothing uses */
        delete: operations["deleteAlertSourcesId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fields": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every field */
        get: operations["getFields"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fields/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Versions of a field, the newest first */
        get: operations["getFieldsIdVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fields/{id}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A field as it was */
        get: operations["getFieldsIdVersionsVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fields/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One field */
        get: operations["getFieldsId"];
        /** Create (If-None-Match: *) or replace (If-Match) a field */
        put: operations["putFieldsId"];
        post?: never;
        /** Delete a field that nothing uses */
        delete: operations["deleteFieldsId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/replies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every reply */
        get: operations["getReplies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/replies/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Versions of a reply, the newest first */
        get: operations["getRepliesIdVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/replies/{id}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A reply as it was */
        get: operations["getRepliesIdVersionsVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/replies/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One reply */
        get: operations["getRepliesId"];
        /** Create (If-None-Match: *) or replace (If-Match) a reply */
        put: operations["putRepliesId"];
        post?: never;
        /** Delete a reply that nothing uses */
        delete: operations["deleteRepliesId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schedules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every schedule */
        get: operations["getSchedules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schedules/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Versions of a schedule, the newest first */
        get: operations["getSchedulesIdVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schedules/{id}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A schedule as it was */
        get: operations["getSchedulesIdVersionsVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schedules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One schedule */
        get: operations["getSchedulesId"];
        /** Create (If-None-Match: *) or replace (If-Match) a schedule */
        put: operations["putSchedulesId"];
        post?: never;
        /** Delete a schedule that nothing uses */
        delete: operations["deleteSchedulesId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/message-templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every message template */
        get: operations["getMessageTemplates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/message-templates/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Versions of a message template, the newest first */
        get: operations["getMessageTemplatesIdVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/message-templates/{id}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A message template as it was */
        get: operations["getMessageTemplatesIdVersionsVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/message-templates/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One message template */
        get: operations["getMessageTemplatesId"];
        /** Create (If-None-Match: *) or replace (If-Match) a message template */
        put: operations["putMessageTemplatesId"];
        post?: never;
        /** Delete a message template that nothing uses */
        delete: operations["deleteMessageTemplatesId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schedules/{id}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a schedule has opened, the latest first, and when it is due next */
        get: operations["getSchedulesIdRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schedules/{id}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Open the ticket of a schedule now */
        post: operations["postSchedulesIdRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed what, the latest first */
        get: operations["getAuditEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exports/audit-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The audit trail as a stream, the latest first */
        get: operations["getExportsAuditEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** By which ways messages leave and come, and how each is */
        get: operations["getChannels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/channels/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of them */
        get: operations["getChannelsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/channels/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What it has sent and has to send, the latest first */
        get: operations["getChannelsIdDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/channels/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send nothing until it is resumed; what is to be sent waits */
        post: operations["postChannelsIdPause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/channels/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Go on sending */
        post: operations["postChannelsIdResume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/channels/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send again what was given up, or what is named */
        post: operations["postChannelsIdReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inbound-mails": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What came by mail and opened or answered nothing, with why; the latest first */
        get: operations["getInboundMails"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inbound-mails/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One mail, with all of its words; its HTML is sanitised */
        get: operations["getInboundMailsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inbound-mails/{id}/original": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The mail as it came, to be saved */
        get: operations["getInboundMailsIdOriginal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inbound-mails/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a mail after all; a worker opens or answers a ticket with it */
        post: operations["postInboundMailsIdAccept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inbound-mails/{id}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a mail away; its original goes after 30 days */
        post: operations["postInboundMailsIdDiscard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/holidays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Holidays of a country, and the exceptions that close a calendar on them */
        get: operations["getHolidays"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/holidays/countries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Countries and regions whose holidays are known */
        get: operations["getHolidaysCountries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/triage-rules/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try triage rules on a sample or on the last tickets; nothing is stored */
        post: operations["postTriageRulesTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{key}/replies/{reply}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A canned reply, filled in for this ticket; nothing is written */
        get: operations["getTicketsKeyRepliesReply"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/simulations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Rehearse a policy: what would happen when, with these calendars and this script */
        post: operations["postSimulations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/orphans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Open tickets that nothing will move on; empty when all is well */
        get: operations["getReportsOrphans"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/lateness": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the desk was late for, and apart from it what its teams were late for */
        get: operations["getReportsLateness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/surveys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How requesters were asked and what they answered, by team or by period */
        get: operations["getReportsSurveys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/frequent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What comes in most, and more or less than before: by subject, tag, custom field, team or fingerprint */
        get: operations["getReportsFrequent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many tickets each triage rule matched lately, and which conditions fail */
        get: operations["getReportsRules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/meta/enums": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every code with its labels */
        get: operations["getMetaEnums"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Problem: {
            type: string;
            title: string;
            status: number;
            detail: string;
            code: string;
            requestId: string;
            errors?: {
                pointer?: string;
                parameter?: string;
                header?: string;
                code: string;
                message: string;
                /** @description Of a condition: where the mistake is, from 1 */
                line?: number;
                column?: number;
                /** @description What the condition says there */
                excerpt?: string;
            }[];
        };
        Ticket: {
            /** Format: uuid */
            id: string;
            /** @example SD-42 */
            key: string;
            version: number;
            /** @enum {string} */
            type: "incident" | "alert" | "request";
            subject: string;
            description: string;
            /** @enum {string} */
            status: "new" | "open" | "pending" | "resolved" | "closed";
            pending: {
                /** @enum {string} */
                reason: "requester" | "vendor" | "scheduled";
                /**
                 * Format: date-time
                 * @example 2026-11-20T16:50:00.000Z
                 */
                until: string | null;
            } | null;
            /** @enum {string|null} */
            impact: "high" | "medium" | "low" | null;
            /** @enum {string|null} */
            urgency: "high" | "medium" | "low" | null;
            /** @enum {string} */
            priority: "critical" | "high" | "medium" | "low";
            /** @enum {string} */
            source: "portal" | "api" | "email" | "phone" | "alert";
            requester: {
                id: string;
                name: string;
            };
            organisation: {
                id: string;
                name: string;
            } | null;
            team: {
                id: string;
                name: string;
            } | null;
            assignee: {
                id: string;
                name: string;
            } | null;
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            acceptedAt: string | null;
            escalationLevel: number;
            /** @enum {string|null} */
            resolution: "done" | "workaround" | "duplicate" | "noAnswer" | "cleared" | "cancelled" | null;
            reopenCount: number;
            occurrences: number;
            tags: string[];
            fields: {
                [key: string]: unknown;
            };
            clocks: {
                /** @enum {string} */
                clock: "firstResponse" | "nextReply" | "resolution";
                cycle: number;
                /** @enum {string} */
                state: "running" | "paused" | "stopped";
                /**
                 * Format: date-time
                 * @example 2026-11-20T16:50:00.000Z
                 */
                dueAt: string | null;
                elapsedMs: number;
                targetMs: number | null;
                breached: boolean;
            }[];
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            dueDate: string | null;
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            nextDueAt: string | null;
            survey: {
                /** @enum {string} */
                state: "scheduled" | "sent" | "answered" | "expired" | "cancelled";
                score: number | null;
                url?: string;
            } | null;
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            updatedAt: string;
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            resolvedAt: string | null;
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            closedAt: string | null;
            links: {
                /** @enum {string} */
                kind: "followUpOf" | "followedUpBy" | "duplicateOf" | "duplicatedBy" | "parentOf" | "childOf" | "relatedTo" | "mergedInto" | "mergedFrom" | "splitInto" | "splitFrom";
                key: string;
            }[];
        };
        NewTicket: {
            /** @enum {string} */
            type?: "incident" | "alert" | "request";
            subject: string;
            description?: string;
            /** @enum {string} */
            impact?: "high" | "medium" | "low";
            /** @enum {string} */
            urgency?: "high" | "medium" | "low";
            fields?: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            source?: "portal" | "api" | "email" | "phone" | "alert";
            /** @description Id or e-mail address; agents and up */
            requester?: string;
            fingerprint?: string;
            tags?: string[];
            /** @description Files of POST /attachments, each for one ticket or comment */
            attachments?: string[];
        };
        TicketList: {
            /** @description All members of tickets, or those that `fields` names */
            data: {
                /** Format: uuid */
                id?: string;
                /** @example SD-42 */
                key?: string;
                version?: number;
                /** @enum {string} */
                type?: "incident" | "alert" | "request";
                subject?: string;
                description?: string;
                /** @enum {string} */
                status?: "new" | "open" | "pending" | "resolved" | "closed";
                pending?: {
                    /** @enum {string} */
                    reason: "requester" | "vendor" | "scheduled";
                    /**
                     * Format: date-time
                     * @example 2026-11-20T16:50:00.000Z
                     */
                    until: string | null;
                } | null;
                /** @enum {string|null} */
                impact?: "high" | "medium" | "low" | null;
                /** @enum {string|null} */
                urgency?: "high" | "medium" | "low" | null;
                /** @enum {string} */
                priority?: "critical" | "high" | "medium" | "low";
                /** @enum {string} */
                source?: "portal" | "api" | "email" | "phone" | "alert";
                requester?: {
                    id: string;
                    name: string;
                };
                organisation?: {
                    id: string;
                    name: string;
                } | null;
                team?: {
                    id: string;
                    name: string;
                } | null;
                assignee?: {
                    id: string;
                    name: string;
                } | null;
                /**
                 * Format: date-time
                 * @example 2026-11-20T16:50:00.000Z
                 */
                acceptedAt?: string | null;
                escalationLevel?: number;
                /** @enum {string|null} */
                resolution?: "done" | "workaround" | "duplicate" | "noAnswer" | "cleared" | "cancelled" | null;
                reopenCount?: number;
                occurrences?: number;
                tags?: string[];
                fields?: {
                    [key: string]: unknown;
                };
                clocks?: {
                    /** @enum {string} */
                    clock: "firstResponse" | "nextReply" | "resolution";
                    cycle: number;
                    /** @enum {string} */
                    state: "running" | "paused" | "stopped";
                    /**
                     * Format: date-time
                     * @example 2026-11-20T16:50:00.000Z
                     */
                    dueAt: string | null;
                    elapsedMs: number;
                    targetMs: number | null;
                    breached: boolean;
                }[];
                /**
                 * Format: date-time
                 * @example 2026-11-20T16:50:00.000Z
                 */
                dueDate?: string | null;
                /**
                 * Format: date-time
                 * @example 2026-11-20T16:50:00.000Z
                 */
                nextDueAt?: string | null;
                survey?: {
                    /** @enum {string} */
                    state: "scheduled" | "sent" | "answered" | "expired" | "cancelled";
                    score: number | null;
                    url?: string;
                } | null;
                /**
                 * Format: date-time
                 * @example 2026-11-20T16:50:00.000Z
                 */
                createdAt?: string;
                /**
                 * Format: date-time
                 * @example 2026-11-20T16:50:00.000Z
                 */
                updatedAt?: string;
                /**
                 * Format: date-time
                 * @example 2026-11-20T16:50:00.000Z
                 */
                resolvedAt?: string | null;
                /**
                 * Format: date-time
                 * @example 2026-11-20T16:50:00.000Z
                 */
                closedAt?: string | null;
                links?: {
                    /** @enum {string} */
                    kind: "followUpOf" | "followedUpBy" | "duplicateOf" | "duplicatedBy" | "parentOf" | "childOf" | "relatedTo" | "mergedInto" | "mergedFrom" | "splitInto" | "splitFrom";
                    key: string;
                }[];
            }[];
            page: components["schemas"]["Page"] & {
                /** @description Words of `q` that no ticket holds, and what was looked for instead */
                respelled?: {
                    word: string;
                    as: string[];
                }[];
            };
        };
        Page: {
            nextCursor: string | null;
            hasMore: boolean;
        };
        Operation: {
            id: string;
            /** @enum {string} */
            status: "running" | "done" | "refused" | "unknown";
            result: components["schemas"]["Ticket"] | components["schemas"]["Comment"] | components["schemas"]["Attachment"] | components["schemas"]["BulkResult"] | null;
            problem: components["schemas"]["Problem"] | null;
        };
        Comment: {
            /** Format: uuid */
            id: string;
            ticket: string;
            author: {
                id: string;
                name: string;
                role: string;
            } | null;
            /** @enum {string} */
            visibility: "public" | "internal";
            body: string;
            /** @description Whom it names, by id or in the text: they hear of it */
            mentions: {
                id: string;
                name: string;
            }[];
            attachments: {
                /** Format: uuid */
                id: string;
                name: string;
                type: string;
                size: number;
                /** @enum {string} */
                state: "scanning" | "clean" | "quarantined" | "deleted";
            }[];
            /** @enum {string} */
            source: "api" | "email";
            /** @description Of a mail: the id by which those who work on the ticket read it, quotes and all */
            original: string | null;
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            createdAt: string;
        };
        Attachment: {
            /** Format: uuid */
            id: string;
            name: string;
            type: string;
            size: number;
            /** @enum {string} */
            state: "scanning" | "clean" | "quarantined" | "deleted";
            ticket: string | null;
            comment: string | null;
            /** @enum {string} */
            visibility: "public" | "internal";
            sha256: string;
            uploader: {
                id: string;
                name: string;
                role: string;
            };
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            deletedAt: string | null;
        };
        BulkResult: {
            total: number;
            finished: number;
            data: {
                key: string;
                command: string;
                /** @enum {string} */
                status: "waiting" | "done" | "refused" | "unknown";
                version: number | null;
                problem: components["schemas"]["Problem"] | null;
            }[];
        };
        TicketPatch: {
            subject?: string;
            fields?: {
                [key: string]: unknown;
            };
            tags?: string[];
            /** @enum {string} */
            type?: "incident" | "alert" | "request";
            /** @enum {string|null} */
            impact?: "high" | "medium" | "low" | null;
            /** @enum {string|null} */
            urgency?: "high" | "medium" | "low" | null;
            /** @enum {string} */
            priority?: "critical" | "high" | "medium" | "low";
            /**
             * Format: date-time
             * @description A deadline set by hand, which nothing moves; null takes it away
             * @example 2026-11-20T16:50:00.000Z
             */
            dueDate?: string | null;
        };
        ViewList: {
            data: components["schemas"]["View"][];
            page: components["schemas"]["Page"];
        };
        View: {
            id: string;
            version: number;
            name: string;
            /** @enum {string} */
            scope: "own" | "team" | "all";
            team: string | null;
            filter: {
                [key: string]: string | {
                    [key: string]: string;
                };
            };
            sort: string;
            /** @description Null: it comes with the desk */
            owner: {
                id: string;
                name: string;
            } | null;
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            createdAt: string | null;
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            updatedAt: string | null;
        };
        NewView: {
            name: string;
            /**
             * @default own
             * @enum {string}
             */
            scope: "own" | "team" | "all";
            /** @description With the scope `team`: whose */
            team?: string;
            /** @description Parameters of GET /tickets, as they are written there */
            filter: {
                /** @description One or more of new, open, pending, resolved, closed, separated by commas */
                status?: string;
                /** @description One or more of incident, alert, request, separated by commas */
                type?: string;
                /** @description One or more of critical, high, medium, low, separated by commas */
                priority?: string;
                /** @description Team ids, separated by commas */
                team?: string;
                /** @description User ids, `me`, `none`, separated by commas */
                assignee?: string;
                /** @description User ids, e-mail addresses, `me`, separated by commas */
                requester?: string;
                /** @description Organisation ids, separated by commas */
                organisation?: string;
                /** @description One of these tags, separated by commas */
                tag?: string;
                /** @description Words that subject, description or comments hold, or the key of a ticket */
                q?: string;
                /** @enum {string} */
                breached?: "true" | "false";
                /** @enum {string} */
                escalated?: "true" | "false";
                /** @description An instant; `@today` or `@tomorrow`, where they begin for the reader; or from now: `PT4H`, `-P7D` */
                dueBefore?: string | unknown | unknown;
                /** @description An instant; `@today` or `@tomorrow`, where they begin for the reader; or from now: `PT4H`, `-P7D` */
                createdAfter?: string | unknown | unknown;
                /** @description An instant; `@today` or `@tomorrow`, where they begin for the reader; or from now: `PT4H`, `-P7D` */
                createdBefore?: string | unknown | unknown;
                /** @description An instant; `@today` or `@tomorrow`, where they begin for the reader; or from now: `PT4H`, `-P7D` */
                updatedAfter?: string | unknown | unknown;
                /** @description Values of custom fields, each a parameter of its own: `field.site=Lyon` */
                field?: {
                    [key: string]: string;
                };
            };
            /**
             * @description As of GET /tickets
             * @default -createdAt
             */
            sort: string;
        };
        ViewCounts: {
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            asOf: string;
            data: {
                view: string;
                name: string;
                count: number;
                /**
                 * @description The count, or `1000+`: more are not counted
                 * @example 1000+
                 */
                label: string;
            }[];
        };
        WebhookSecret: {
            id: string;
            /**
             * @description Shown now and never again
             * @example whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
             */
            secret: string;
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            previousUntil: string;
        };
        WebhookRotation: {
            /**
             * @description Seconds in which messages are signed with the former secret, too
             * @default 86400
             */
            overlap: number;
        };
        WebhookPing: {
            delivery: string;
            channel: string;
        };
        Bulk: {
            commands: ({
                /** @example SD-42 */
                key: string;
                /** @enum {string} */
                command: "accept" | "assign" | "release" | "pend" | "resume" | "resolve" | "reopen" | "close" | "escalate" | "comment" | "edit";
                /** @description As `If-Match`: refused at another version */
                ifVersion?: number;
            } & {
                [key: string]: unknown;
            })[];
        };
        CommentList: {
            data: components["schemas"]["Comment"][];
            page: components["schemas"]["Page"];
        };
        NewComment: {
            body: string;
            /** @enum {string} */
            visibility?: "public" | "internal";
            /** @description Files of POST /attachments, each for one ticket or comment */
            attachments?: string[];
            /** @description People who hear of it, beside those whom the text names by `@name`; agents and up */
            mentions?: string[];
        };
        LinkList: {
            data: components["schemas"]["Link"][];
            page: components["schemas"]["Page"];
        };
        Link: {
            /** @enum {string} */
            kind: "followUpOf" | "followedUpBy" | "duplicateOf" | "duplicatedBy" | "parentOf" | "childOf" | "relatedTo" | "mergedInto" | "mergedFrom" | "splitInto" | "splitFrom";
            key: string;
            subject: string;
            /** @enum {string} */
            type: "incident" | "alert" | "request";
            /** @enum {string} */
            status: "new" | "open" | "pending" | "resolved" | "closed";
            /** @enum {string} */
            priority: "critical" | "high" | "medium" | "low";
        };
        ProblemProposalList: {
            data: components["schemas"]["ProblemProposal"][];
            page: components["schemas"]["Page"];
        };
        ProblemProposal: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            state: "open" | "accepted" | "dismissed";
            /** @description What the tickets have in common */
            cause: {
                /** @enum {string} */
                by: "fingerprint" | "field" | "subject" | "tag";
                fingerprint?: string;
                field?: string;
                value?: string;
                tag?: string;
                /** @description Null: of a ticket that you may not see */
                subject?: string | null;
            };
            /** @description How many there are */
            tickets: number;
            /** @description From how many people */
            requesters: number;
            teams: {
                id: string;
                name: string;
            }[];
            /**
             * Format: date-time
             * @description When the first of the tickets came
             * @example 2026-11-20T16:50:00.000Z
             */
            firstAt: string;
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            lastAt: string;
            /** @description Key of the ticket that it became a problem of */
            problem: string | null;
            /** @description Key of an open problem that the same cause had before: accepting goes on with it */
            known: string | null;
            /** @description Why it was dismissed */
            reason: string | null;
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            quietUntil: string | null;
            decidedBy: string | null;
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            decidedAt: string | null;
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            createdAt: string;
        };
        OneProblemProposal: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            state: "open" | "accepted" | "dismissed";
            /** @description What the tickets have in common */
            cause: {
                /** @enum {string} */
                by: "fingerprint" | "field" | "subject" | "tag";
                fingerprint?: string;
                field?: string;
                value?: string;
                tag?: string;
                /** @description Null: of a ticket that you may not see */
                subject?: string | null;
            };
            /** @description How many there are */
            tickets: number;
            /** @description From how many people */
            requesters: number;
            teams: {
                id: string;
                name: string;
            }[];
            /**
             * Format: date-time
             * @description When the first of the tickets came
             * @example 2026-11-20T16:50:00.000Z
             */
            firstAt: string;
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            lastAt: string;
            /** @description Key of the ticket that it became a problem of */
            problem: string | null;
            /** @description Key of an open problem that the same cause had before: accepting goes on with it */
            known: string | null;
            /** @description Why it was dismissed */
            reason: string | null;
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            quietUntil: string | null;
            decidedBy: string | null;
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            decidedAt: string | null;
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            createdAt: string;
            /** @description Those that you may see */
            listed: {
                data: {
                    key: string;
                    subject: string;
                    /** @enum {string} */
                    type: "incident" | "alert" | "request";
                    /** @enum {string} */
                    status: "new" | "open" | "pending" | "resolved" | "closed";
                    /** @enum {string} */
                    priority: "critical" | "high" | "medium" | "low";
                    requester: {
                        id: string;
                        name: string;
                    };
                    /**
                     * Format: date-time
                     * @example 2026-11-20T16:50:00.000Z
                     */
                    createdAt: string;
                    /** @description It is a child of the problem */
                    linked: boolean;
                }[];
                page: components["schemas"]["Page"];
            };
        };
        DetectionTest: {
            data: {
                cause: {
                    /** @enum {string} */
                    by: "fingerprint" | "field" | "subject" | "tag";
                    fingerprint?: string;
                    field?: string;
                    value?: string;
                    tag?: string;
                    /** @description Null: of a ticket that you may not see */
                    subject?: string | null;
                };
                /**
                 * @description `joins`: a proposal that is open; `quiet`: it was dismissed lately
                 * @enum {string}
                 */
                effect: "proposed" | "joins" | "quiet";
                tickets: number;
                requesters: number;
                /** @description The first hundred that you may see */
                keys: string[];
            }[];
        };
        Upload: {
            /** Format: binary */
            file: string;
        };
        TicketUpload: {
            /** Format: binary */
            file: string;
            /** @enum {string} */
            visibility?: "public" | "internal";
        };
        AttachmentList: {
            data: components["schemas"]["Attachment"][];
            page: components["schemas"]["Page"];
        };
        AlertEffects: {
            data: {
                fingerprint: string;
                /** @description The ticket; null: none */
                key: string | null;
                /** @enum {string} */
                effect: "opened" | "occurred" | "cleared" | "noted" | "ignored";
            }[];
        };
        AlertmanagerNotification: {
            alerts: ({
                /** @enum {string} */
                status: "firing" | "resolved";
                labels: {
                    [key: string]: unknown;
                };
                annotations?: {
                    [key: string]: unknown;
                };
                startsAt?: string;
                generatorURL?: string;
                fingerprint?: string;
            } & {
                [key: string]: unknown;
            })[];
        } & {
            [key: string]: unknown;
        };
        EventList: {
            data: components["schemas"]["Event"][];
            page: components["schemas"]["Page"];
        };
        Event: {
            seq: number;
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            at: string;
            kind: string;
            by: {
                id: string;
                name: string;
                role: string;
            } | null;
            data: {
                [key: string]: unknown;
            };
        };
        Clocks: {
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            asOf: string;
            data: {
                /** @enum {string} */
                clock: "firstResponse" | "nextReply" | "resolution";
                cycle: number;
                /** @enum {string} */
                state: "running" | "paused" | "stopped";
                /**
                 * Format: date-time
                 * @example 2026-11-20T16:50:00.000Z
                 */
                dueAt: string | null;
                elapsedMs: number;
                targetMs: number | null;
                breached: boolean;
                /**
                 * Format: date-time
                 * @example 2026-11-20T16:50:00.000Z
                 */
                startedAt: string;
                /**
                 * Format: date-time
                 * @example 2026-11-20T16:50:00.000Z
                 */
                stoppedAt: string | null;
                everBreached: boolean;
                ledger: {
                    /**
                     * Format: date-time
                     * @example 2026-11-20T16:50:00.000Z
                     */
                    from: string;
                    /**
                     * Format: date-time
                     * @example 2026-11-20T16:50:00.000Z
                     */
                    to: string | null;
                    /** @enum {string} */
                    state: "running" | "paused" | "stopped";
                    countedMs: number;
                    why: string;
                    calendarVersion: number | null;
                    calendar: string | null;
                }[];
                explanation: string;
            }[];
        };
        Process: {
            /** @enum {string} */
            waitingFor: "triage" | "team" | "agent" | "requester" | "vendor" | "scheduled" | "survey" | "closing" | "nothing";
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            since: string;
            next: {
                /**
                 * Format: date-time
                 * @example 2026-11-20T16:50:00.000Z
                 */
                at: string;
                what: string;
            } | null;
            sentence: string;
            workflow: {
                id: string;
                runId: string | null;
                url: string | null;
            };
        };
        Survey: {
            ticket: {
                key: string;
                subject: string;
            };
            /** @enum {string} */
            state: "scheduled" | "sent" | "answered" | "expired" | "cancelled";
            score: number | null;
            comment: string | null;
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            expiresAt: string | null;
        };
        WatcherList: {
            data: components["schemas"]["Watcher"][];
        };
        /** @description Hears of a ticket beside those whom it concerns by itself */
        Watcher: {
            user: {
                id: string;
                name: string;
            };
            addedBy: string;
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            createdAt: string;
        };
        Preferences: {
            user: string;
            /** @description 0: nothing was ever said */
            version: number;
            kinds: {
                /** @enum {string} */
                received: "mail" | "digest" | "none";
                /** @enum {string} */
                assigned: "mail" | "digest" | "none";
                /** @enum {string} */
                commented: "mail" | "digest" | "none";
                /** @enum {string} */
                mentioned: "mail" | "digest" | "none";
                /** @enum {string} */
                status: "mail" | "digest" | "none";
                /** @enum {string} */
                resolved: "mail" | "digest" | "none";
                /** @enum {string} */
                nudged: "mail" | "digest" | "none";
                /** @enum {string} */
                warned: "mail" | "digest" | "none";
                /** @enum {string} */
                escalated: "mail" | "digest" | "none";
                /** @enum {string} */
                survey: "mail" | "digest" | "none";
                /** @enum {string} */
                problem: "mail" | "digest" | "none";
            };
            quietHours: {
                /** @example 08:30 */
                from: string;
                /** @example 08:30 */
                to: string;
            } | null;
            /** @enum {string} */
            outsideShift: "wait" | "send";
            /** @example 08:30 */
            digestAt: string;
        };
        PreferencesUpdate: {
            /** @description Absent: `mail`. `none`: among one’s notifications only */
            kinds?: {
                /** @enum {string} */
                received?: "mail" | "digest" | "none";
                /** @enum {string} */
                assigned?: "mail" | "digest" | "none";
                /** @enum {string} */
                commented?: "mail" | "digest" | "none";
                /** @enum {string} */
                mentioned?: "mail" | "digest" | "none";
                /** @enum {string} */
                status?: "mail" | "digest" | "none";
                /** @enum {string} */
                resolved?: "mail" | "digest" | "none";
                /** @enum {string} */
                nudged?: "mail" | "digest" | "none";
                /** @enum {string} */
                warned?: "mail" | "digest" | "none";
                /** @enum {string} */
                escalated?: "mail" | "digest" | "none";
                /** @enum {string} */
                survey?: "mail" | "digest" | "none";
                /** @enum {string} */
                problem?: "mail" | "digest" | "none";
            };
            /** @description Every day, in the time zone of the person */
            quietHours?: {
                /** @example 08:30 */
                from: string;
                /** @example 08:30 */
                to: string;
            } | null;
            /**
             * @description Of agents with a calendar: `wait` unless said. Escalations never wait
             * @enum {string}
             */
            outsideShift?: "wait" | "send";
            /**
             * @description In the time zone of the person; 08:00 unless said
             * @example 08:30
             */
            digestAt?: string;
        };
        MessagePreview: {
            subject: string;
            text: string;
            html: string;
        };
        MessagePreviewRequest: {
            subject?: {
                en: string;
                fr: string;
            };
            body?: {
                en: string;
                fr: string;
            };
            /**
             * @default en
             * @enum {string}
             */
            language: "en" | "fr";
        };
        NotificationList: {
            data: components["schemas"]["Notification"][];
            page: components["schemas"]["Page"];
        };
        Notification: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "received" | "assigned" | "commented" | "mentioned" | "pended" | "resumed" | "reopened" | "resolved" | "closed" | "nudged" | "warned" | "dueDatePassed" | "escalated" | "surveySent" | "surveyReminded" | "problemProposed";
            ticket: {
                key: string;
                subject: string;
            };
            /**
             * @description What happened, in a line
             * @example Assigned to you
             */
            text: string;
            read: boolean;
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            createdAt: string;
        };
        NotificationsRead: {
            ids?: string[];
            /**
             * Format: date-time
             * @description Instead of ids: all that came until then
             * @example 2026-11-20T16:50:00.000Z
             */
            until?: string;
        };
        UserList: {
            data: components["schemas"]["User"][];
            page: components["schemas"]["Page"];
        };
        User: {
            id: string;
            version: number;
            active: boolean;
            email: string;
            name: string;
            /** @enum {string} */
            role: "requester" | "agent" | "lead" | "admin";
            organisation: string | null;
            restricted: boolean;
            locale: string;
            timeZone: string;
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            createdAt: string;
        };
        NewUser: {
            /** @example camille.petit@example.org */
            email: string;
            name: string;
            /** @enum {string} */
            role: "requester" | "agent" | "lead" | "admin";
            organisation?: string | null;
            /** @default false */
            restricted: boolean;
            /** @default en */
            locale: string;
            /**
             * @default UTC
             * @example Europe/Paris
             */
            timeZone: string;
        };
        UserUpdate: {
            /** @example camille.petit@example.org */
            email: string;
            name: string;
            /** @enum {string} */
            role: "requester" | "agent" | "lead" | "admin";
            organisation?: string | null;
            /** @default false */
            restricted: boolean;
            /** @default en */
            locale: string;
            /**
             * @default UTC
             * @example Europe/Paris
             */
            timeZone: string;
            /** @default true */
            active: boolean;
        };
        ApiKeyList: {
            data: components["schemas"]["ApiKey"][];
            page: components["schemas"]["Page"];
        };
        ApiKey: {
            id: string;
            name: string | null;
            user: string | null;
            scopes: string[];
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            expiresAt: string | null;
            /**
             * Format: date-time
             * @description Until then the secret before the last rotation holds, too
             * @example 2026-11-20T16:50:00.000Z
             */
            previousExpiresAt: string | null;
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            lastUsedAt: string | null;
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            createdAt: string;
        };
        NewApiKeyWithSecret: components["schemas"]["ApiKey"] & {
            secret: string;
        };
        NewApiKey: {
            /** Format: uuid */
            user?: string;
            name?: string;
            scopes?: ("tickets:read" | "tickets:write" | "alerts:write" | "config:read" | "config:write" | "users:write" | "export")[];
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            expiresAt?: string;
        };
        ApiKeyRotation: {
            /**
             * @default PT24H
             * @example P7D
             */
            overlap: string;
        };
        Erasure: {
            id: string;
            name: string;
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            erasedAt: string | null;
            tickets: number;
        };
        Session: {
            id: string;
            name: string;
            /** @enum {string} */
            role: "requester" | "agent" | "lead" | "admin" | "service";
            locale: string;
            organisation: {
                id: string;
                name: string;
            } | null;
            teams: string[];
            scopes: string[];
            /** @enum {string} */
            via: "session" | "key";
            /** @description Goes back as `X-CSRF-Token`; null: came with a key */
            csrfToken: string | null;
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            expiresAt: string | null;
        };
        Credentials: {
            /** @example camille.petit@example.org */
            email: string;
            password: string;
        };
        PasswordChange: {
            current: string;
            password: string;
        };
        PasswordRequest: {
            /** @example camille.petit@example.org */
            email: string;
        };
        PasswordRequestList: {
            data: {
                user: {
                    id: string;
                    name: string;
                    email: string;
                };
                /**
                 * Format: date-time
                 * @example 2026-11-20T16:50:00.000Z
                 */
                requestedAt: string;
            }[];
            page: components["schemas"]["Page"];
        };
        PasswordLink: {
            url: string;
            token: string;
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            expiresAt: string;
        };
        NewPassword: {
            token: string;
            password: string;
        };
        Schedule: {
            name: string;
            ticket: {
                /** @enum {string} */
                type: "incident" | "alert" | "request";
                subject: string;
                description?: string;
                /** @description Id or e-mail address of somebody active */
                requester: string;
                /** @description Whose it is; else triage finds one */
                team?: string;
                /** @enum {string} */
                impact?: "high" | "medium" | "low";
                /** @enum {string} */
                urgency?: "high" | "medium" | "low";
                tags?: string[];
                fields?: {
                    [key: string]: unknown;
                };
            };
            cron: string[];
            /** @example Europe/Paris */
            timeZone: string;
            /**
             * @description So late a missed ticket is still opened; PT1H unless said
             * @example P1D
             */
            catchUp?: string;
            /** @description Nothing is opened while the last one is unresolved */
            skipWhileOpen?: boolean;
            paused?: boolean;
        };
        ScheduleRunList: {
            /** @description Null: Temporal does not know it yet, or is away */
            next: string[] | null;
            data: components["schemas"]["ScheduleRun"][];
            page: components["schemas"]["Page"];
        };
        ScheduleRun: {
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            dueAt: string;
            /** @enum {string} */
            outcome: "opened" | "stillOpen" | "noRequester" | "gone";
            ticket: string | null;
        };
        AuditEventList: {
            data: components["schemas"]["AuditEvent"][];
            page: components["schemas"]["Page"];
        };
        AuditEvent: {
            id: string;
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            at: string;
            actor: {
                id: string;
                name: string;
            };
            action: string;
            object: string;
            /** @description Null: there was none */
            before: {
                [key: string]: unknown;
            } | null;
            /** @description Null: there is none any more */
            after: {
                [key: string]: unknown;
            } | null;
        };
        ChannelList: {
            data: components["schemas"]["Channel"][];
        };
        Channel: {
            /**
             * @description `email`, `imap` or `webhook:<id>`
             * @example email
             */
            id: string;
            /** @enum {string} */
            state: "open" | "paused";
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            pausedAt: string | null;
            /**
             * @description `dead`: nothing got through for long
             * @enum {string|null}
             */
            pausedBecause: "operator" | "dead" | null;
            /** @description Not sent yet, planned or late; at most 10,000 are counted */
            waiting: number;
            /**
             * Format: date-time
             * @description Since when the oldest that should be gone waits; null: nothing is late
             * @example 2026-11-20T16:50:00.000Z
             */
            oldestDueAt: string | null;
            /** @description Given up; at most 10,000 are counted */
            failed: number;
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            lastSentAt: string | null;
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            lastFailedAt: string | null;
            lastError: string | null;
            failuresInARow: number;
        };
        DeliveryList: {
            data: components["schemas"]["Delivery"][];
            page: components["schemas"]["Page"];
        };
        Delivery: {
            id: string;
            /**
             * @description Its key; null: of no ticket
             * @example SD-42
             */
            ticket: string | null;
            /** @description What it tells of, such as `resolved` */
            kind: string;
            /** @description Id of a person, or an address */
            recipient: string;
            /**
             * @description `skipped`: not wanted after all; `gathered`: told in the message of another delivery
             * @enum {string}
             */
            state: "waiting" | "sent" | "failed" | "skipped" | "gathered";
            attempts: number;
            /**
             * Format: date-time
             * @description When it is planned for, or tried again
             * @example 2026-11-20T16:50:00.000Z
             */
            notBefore: string | null;
            /** @description Of the last attempt; or why it was skipped */
            lastError: string | null;
            messageId: string | null;
            gatheredInto: string | null;
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            firstTriedAt: string | null;
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            sentAt: string | null;
        };
        Replayed: {
            /** @description Deliveries that wait again */
            replayed: number;
        };
        InboundMailList: {
            data: components["schemas"]["InboundMail"][];
            page: components["schemas"]["Page"];
        };
        InboundMail: {
            /** Format: uuid */
            id: string;
            /**
             * @description `waiting`: nothing has been made of it yet
             * @enum {string}
             */
            state: "waiting" | "opened" | "commented" | "noted" | "held" | "refused" | "discarded";
            /**
             * @description Why it was noted, held or refused
             * @example unknownSender
             */
            why: string | null;
            /** @description What the ticket did not get of it, such as `tooManyFiles` */
            notes: string[];
            /** @enum {string} */
            source: "imap" | "lmtp";
            sender: string | null;
            subject: string;
            /** @description Bytes of the original */
            size: number;
            /** @description Key of the ticket that it opened, or answers to */
            ticket: string | null;
            comment: string | null;
            /** @description The original is there to be read */
            original: boolean;
            /** @description Who accepted or discarded it */
            decidedBy: string | null;
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            decidedAt: string | null;
            lastError: string | null;
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            receivedAt: string;
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            doneAt: string | null;
        };
        ReadableMail: components["schemas"]["InboundMail"] & {
            from: string | null;
            /** @description All of it, quotes too; null: it cannot be read */
            text: string | null;
            /** @description Without scripts, styles, pictures and forms */
            html: string | null;
            attachments: {
                name: string;
                size: number;
            }[];
        };
        Holidays: {
            country: string;
            region: string | null;
            data: {
                /** Format: date */
                date: string;
                name: string;
                /** @enum {string} */
                type: "public" | "bank" | "school" | "optional" | "observance";
                /** @description How many; 0: only a part of the day */
                days: number;
            }[];
            /** @description Whole days of the above, closed: to put into a calendar */
            exceptions: {
                /** Format: date */
                date: string;
                name?: string;
                intervals: string[][];
            }[];
        };
        HolidayCountries: {
            data: {
                code: string;
                name: string;
                regions: {
                    code: string;
                    name: string;
                }[];
            }[];
        };
        RuleTest: {
            /** @description Of the stored rules; null: the rules of the request */
            version: number | null;
            /** @description Tickets that the rules were tried on */
            tested: number;
            /** @description False: time ran out before the last of them */
            complete: boolean;
            /** @description Of the tickets, those that one may read */
            data: {
                key: string | null;
                subject: string;
                /** @description Which would match; null: none */
                rule: string | null;
                set: {
                    /** @enum {string} */
                    type?: "incident" | "alert" | "request";
                    /** @enum {string} */
                    impact?: "high" | "medium" | "low";
                    /** @enum {string} */
                    urgency?: "high" | "medium" | "low";
                    team?: string;
                    tags?: string[];
                } | null;
                /** @description What the ticket would be like after triage */
                ticket: {
                    /** @enum {string} */
                    type: "incident" | "alert" | "request";
                    /** @enum {string|null} */
                    impact: "high" | "medium" | "low" | null;
                    /** @enum {string|null} */
                    urgency: "high" | "medium" | "low" | null;
                    /** @enum {string} */
                    priority: "critical" | "high" | "medium" | "low";
                    team: string | null;
                    tags: string[];
                    policy: string | null;
                };
                /** @description Rules and policies that were passed over, and why */
                failures: {
                    /** @enum {string} */
                    kind: "rule" | "policy";
                    id: string;
                    message: string;
                }[];
            }[];
            summary: {
                rule: string;
                matched: number;
                failed: number;
            }[];
            /** @description Rules that matched none of these tickets */
            neverMatched: string[];
        };
        RenderedReply: {
            reply: string;
            ticket: string;
            /** @enum {string} */
            language: "en" | "fr";
            body: string;
            /** @description Placeholders for which the ticket has nothing */
            empty: string[];
        };
        Orphans: {
            /**
             * Format: date-time
             * @description When the desk last looked; null: not yet
             * @example 2026-11-20T16:50:00.000Z
             */
            asOf: string | null;
            /** @description It should have looked again long ago */
            stale: boolean;
            /** @description Open tickets that it looked at */
            checked: number;
            /** @description Orphans in all; `data` names the first 200 */
            total: number;
            data: {
                key: string;
                /** @enum {string} */
                why: "noFirstEvent" | "noRow" | "completed" | "refusedSave" | "paused" | "taskFails" | "activityFails" | "overdue" | "noTeam" | "assigneeGone" | "unexamined";
                /** @description The same in the language of the request, with what to do */
                sentence: string;
            }[];
            mended: {
                /** @description They had no workflow */
                started: string[];
                /** @description Their rows lagged behind their workflows */
                reprojected: string[];
                /** @description They were closed, and nobody was left to say so */
                ended: string[];
                claimsFreed: number;
                textsSwept: number;
            };
            /** @description Received over a minute ago, and not begun by any worker: as of now, the first 200 */
            unstarted: {
                key: string;
                /**
                 * Format: date-time
                 * @example 2026-11-20T16:50:00.000Z
                 */
                createdAt: string;
            }[];
        };
        Lateness: {
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            from: string;
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            to: string;
            desk: {
                /** @description What came by itself: warnings, breaches, nudges, closings … */
                alarms: number;
                /** @description How many of them the desk made up late */
                late: number;
                byKind: {
                    kind: string;
                    alarms: number;
                    late: number;
                    /** @description Half of them, nineteen of twenty, and all were at most so long; null: there are none */
                    lateBy: {
                        medianMs: number;
                        p95Ms: number;
                        maxMs: number;
                    } | null;
                }[];
            };
            teams: {
                team: {
                    id: string;
                    name: string;
                } | null;
                /** @enum {string} */
                priority: "critical" | "high" | "medium" | "low";
                /** @enum {string} */
                clock: "firstResponse" | "nextReply" | "resolution";
                breaches: number;
                /** @description Of them, clocks that have not stopped yet */
                running: number;
                /** @description Of them, breaches that the desk told late: it was away */
                madeUpLate: number;
                /** @description Open time by which the clocks that have stopped were over their targets */
                over: {
                    medianMs: number;
                    p95Ms: number;
                    maxMs: number;
                } | null;
            }[];
        };
        SurveyReport: {
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            from: string;
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            to: string;
            /** @enum {string} */
            by: "team" | "month" | "week" | "day";
            total: {
                /** @description Without those that a reopening cancelled */
                sent: number;
                answered: number;
                /** @description Answered of sent, 0 to 1; null: none was sent */
                rate: number | null;
                /** @description Of the scores, 1 to 5; null: none was given */
                average: number | null;
                scores: {
                    1: number;
                    2: number;
                    3: number;
                    4: number;
                    5: number;
                };
                /** @description Tickets that leads have because of bad scores */
                followUps: {
                    open: number;
                    done: number;
                };
            };
            data: {
                /** @description By team; null: tickets of none */
                team?: {
                    id: string;
                    name: string;
                } | null;
                /**
                 * Format: date-time
                 * @description By period: its first instant, in UTC
                 * @example 2026-11-20T16:50:00.000Z
                 */
                period?: string;
                /** @description Without those that a reopening cancelled */
                sent: number;
                answered: number;
                /** @description Answered of sent, 0 to 1; null: none was sent */
                rate: number | null;
                /** @description Of the scores, 1 to 5; null: none was given */
                average: number | null;
                scores: {
                    1: number;
                    2: number;
                    3: number;
                    4: number;
                    5: number;
                };
                /** @description Tickets that leads have because of bad scores */
                followUps: {
                    open: number;
                    done: number;
                };
            }[];
        };
        FrequentReport: {
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            from: string;
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            to: string;
            /** @enum {string} */
            by: "subject" | "tag" | "field" | "team" | "fingerprint";
            total: {
                /** @description Incidents and alerts that came in, merged and cancelled ones apart */
                tickets: number;
                /** @description The same in a period as long, just before */
                before: number;
                requesters: number;
            };
            data: {
                /** @description By subject: the most frequent of those that are alike */
                subject?: string;
                tag?: string;
                /** @description By field */
                value?: string;
                /** @description By team; null: tickets of none */
                team?: {
                    id: string;
                    name: string;
                } | null;
                fingerprint?: string;
                tickets: number;
                /** @description Of all, 0 to 1; a ticket with two tags is in both shares */
                share: number;
                before: number;
                /** @description Against the period before: 0.5 is half as many again; null: there were none */
                change: number | null;
                requesters: number;
                /** @description How many of them are resolved */
                resolved: number;
                /** @description From coming in to being resolved, nights included; null: none is resolved */
                toResolve: {
                    medianMs: number;
                    totalMs: number;
                } | null;
                /** @description The newest three that you may see */
                examples: {
                    key: string;
                    subject: string;
                }[];
            }[];
        };
        RuleReport: {
            version: number | null;
            /**
             * Format: date-time
             * @example 2026-11-20T16:50:00.000Z
             */
            since: string;
            rules: {
                id: string;
                matched: number;
                /**
                 * Format: date-time
                 * @example 2026-11-20T16:50:00.000Z
                 */
                lastMatchedAt: string | null;
                failed: number;
            }[];
            /** @description Tickets triaged since then that no rule matched */
            unmatched: number;
            failing: {
                id: string;
                version: number;
                /** @description False: an edit has replaced it since */
                current: boolean;
                /** @description Why, the last time */
                message: string;
                count: number;
                /**
                 * Format: date-time
                 * @example 2026-11-20T16:50:00.000Z
                 */
                firstAt: string;
                /**
                 * Format: date-time
                 * @example 2026-11-20T16:50:00.000Z
                 */
                lastAt: string;
                /** @description Its key */
                lastTicket: string | null;
                /** @enum {string} */
                kind: "rule" | "policy";
            }[];
        };
        Enums: {
            [key: string]: {
                code: string;
                labels: {
                    en: string;
                    fr: string;
                };
            }[];
        };
    };
    responses: {
        /** @description `malformed`: The request cannot be read */
        Problem400: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `unauthenticated`: Not authenticated */
        Problem401: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `forbidden`: Not allowed. `csrf_token_invalid`: The request does not prove that it is yours. `quarantined`: In quarantine */
        Problem403: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `not_found`: Not found */
        Problem404: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `method_not_allowed`: Method not allowed */
        Problem405: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `not_allowed_in_status`: Not allowed in this status. `already_done`: Already done. `idempotency_in_flight`: The first request with this key is still running. `in_use`: Still in use. `already_exists`: Already exists. `scanning`: Still being scanned */
        Problem409: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `gone`: Gone */
        Problem410: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `version_mismatch`: Version mismatch */
        Problem412: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `request_timeout`: The request took too long */
        Problem408: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `too_large`: Too large */
        Problem413: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `uri_too_long`: The address is too long */
        Problem414: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `unsupported_media_type`: Unsupported media type */
        Problem415: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `range_not_satisfiable`: The file has no such range */
        Problem416: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Content-Range": components["headers"]["Content-Range"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `invalid`: Invalid input. `idempotency_mismatch`: Idempotency-Key was used with another body */
        Problem422: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `precondition_required`: Precondition required */
        Problem428: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `rate_limited`: Too many requests */
        Problem429: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `headers_too_large`: The headers are too large */
        Problem431: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `internal`: Internal error */
        Problem500: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `temporarily_unavailable`: Temporarily unavailable */
        Problem503: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: {
        /**
         * @description Of this request: the log of the desk has it too. One that the request has is kept
         * @example 0b3f6f0e-5d0c-4f5e-9a55-3f1f0c7f2a11
         */
        "X-Request-Id": string;
        /**
         * @description The version of what is answered
         * @example "v7"
         */
        ETag: string;
        /**
         * @description Where it is, or where to ask how it went on
         * @example /api/v1/tickets/SD-42
         */
        Location: string;
        /**
         * @description Requests that are left, and seconds until there are as many as ever; where a limit is set
         * @example "6000-in-1min"; r=5990; t=42
         */
        RateLimit: string;
        /**
         * @description The limit itself; where one is set
         * @example "6000-in-1min"; q=6000; w=60; pk=:ZjQ4:
         */
        "RateLimit-Policy": string;
        /**
         * @description Seconds after which to repeat the request
         * @example 2
         */
        "Retry-After": number;
        /**
         * @description `true`: the first answer to this Idempotency-Key, again
         * @example true
         */
        "Idempotent-Replayed": string;
        /**
         * @description `Prefer` was honoured
         * @example wait=2
         */
        "Preference-Applied": string;
        /**
         * @description How to say who one is
         * @example Bearer
         */
        "WWW-Authenticate": string;
        /**
         * @description The cookie of somebody who is logged in
         * @example guichet_session=…; Path=/; HttpOnly; SameSite=Lax
         */
        "Set-Cookie": string;
        /**
         * @description `true`: nothing was written
         * @example true
         */
        "Dry-Run": string;
        /**
         * @description To be saved, under this name
         * @example attachment; filename="tickets.ndjson"
         */
        "Content-Disposition": string;
        /**
         * @description Which bytes
         * @example bytes 0-99/1234
         */
        "Content-Range": string;
        /**
         * @description Ranges can be asked for
         * @example bytes
         */
        "Accept-Ranges": string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getTickets: {
        parameters: {
            query?: {
                /** @description One or more of new, open, pending, resolved, closed, separated by commas */
                status?: string;
                /** @description One or more of incident, alert, request, separated by commas */
                type?: string;
                /** @description One or more of critical, high, medium, low, separated by commas */
                priority?: string;
                /** @description Team ids, separated by commas */
                team?: string;
                /** @description User ids, `me`, `none`, separated by commas */
                assignee?: string;
                /** @description User ids, e-mail addresses, `me`, separated by commas */
                requester?: string;
                /** @description Organisation ids, separated by commas */
                organisation?: string;
                /** @description One of these tags, separated by commas */
                tag?: string;
                /** @description Words that subject, description or comments hold, or the key of a ticket */
                q?: string;
                breached?: "true" | "false";
                escalated?: "true" | "false";
                /** @description An instant; `@today` or `@tomorrow`, where they begin for the reader; or from now: `PT4H`, `-P7D` */
                dueBefore?: string | unknown | unknown;
                /** @description An instant; `@today` or `@tomorrow`, where they begin for the reader; or from now: `PT4H`, `-P7D` */
                createdAfter?: string | unknown | unknown;
                /** @description An instant; `@today` or `@tomorrow`, where they begin for the reader; or from now: `PT4H`, `-P7D` */
                createdBefore?: string | unknown | unknown;
                /** @description An instant; `@today` or `@tomorrow`, where they begin for the reader; or from now: `PT4H`, `-P7D` */
                updatedAfter?: string | unknown | unknown;
                /** @description Values of custom fields, each a parameter of its own: `field.site=Lyon` */
                field?: {
                    [key: string]: string;
                };
                /** @description A saved view; other filters narrow it further */
                view?: string;
                /** @description One or more of id, key, version, type, subject, description, status, pending, impact, urgency, priority, source, requester, organisation, team, assignee, acceptedAt, escalationLevel, resolution, reopenCount, occurrences, tags, fields, clocks, dueDate, nextDueAt, survey, createdAt, updatedAt, resolvedAt, closedAt, links, separated by commas */
                fields?: string;
                /** @description Unless given, the view's, or -createdAt */
                sort?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketList"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    postTickets: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 characters; a repeat within 24 hours gets the first answer */
                "Idempotency-Key"?: string;
                /** @description `wait=N`: up to N seconds (10 at most) for triage */
                Prefer?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "subject": "E-mail does not arrive",
                 *       "type": "incident",
                 *       "impact": "high",
                 *       "urgency": "medium",
                 *       "tags": [
                 *         "mail"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["NewTicket"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description Made; `Location` says where it is */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getTicketsKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description On GET, the version that one has: 304. On PUT, `*` to create */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The key of a ticket */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description As one has it already */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem422"];
        };
    };
    patchTicketsKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that one has seen; another one there: 412 */
                "If-Match"?: string;
            };
            path: {
                /** @description The key of a ticket */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "priority": "critical",
                 *       "tags": [
                 *         "mail",
                 *         "vip"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["TicketPatch"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description Durable, not visible yet; `Location` says where to ask */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getViews: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ViewList"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    postViews: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 characters; a repeat within 24 hours gets the first answer */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "VIP",
                 *       "scope": "own",
                 *       "filter": {
                 *         "tag": "vip",
                 *         "status": "new,open"
                 *       },
                 *       "sort": "-priority"
                 *     }
                 */
                "application/json": components["schemas"]["NewView"];
            };
        };
        responses: {
            /** @description Made; `Location` says where it is */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["View"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getViewsCounts: {
        parameters: {
            query?: {
                /** @description Ids of up to 20 views, separated by commas; absent: the first ones of GET /views */
                views?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ViewCounts"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getViewsId: {
        parameters: {
            query?: never;
            header?: {
                /** @description On GET, the version that one has: 304. On PUT, `*` to create */
                "If-None-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["View"];
                };
            };
            /** @description As one has it already */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem422"];
        };
    };
    putViewsId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that one has seen; another one there: 412 */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "VIP",
                 *       "scope": "own",
                 *       "filter": {
                 *         "tag": "vip",
                 *         "status": "new,open"
                 *       },
                 *       "sort": "nextDueAt"
                 *     }
                 */
                "application/json": components["schemas"]["NewView"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["View"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    deleteViewsId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that one has seen; another one there: 412 */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to show */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem422"];
        };
    };
    postWebhooksIdRotate: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 characters; a repeat within 24 hours gets the first answer */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["WebhookRotation"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookSecret"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    postWebhooksIdPing: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 characters; a repeat within 24 hours gets the first answer */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Durable, not visible yet; `Location` says where to ask */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookPing"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    postTicketsBulk: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 characters; a repeat within 24 hours gets the first answer */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "commands": [
                 *         {
                 *           "key": "SD-42",
                 *           "command": "accept"
                 *         },
                 *         {
                 *           "key": "SD-43",
                 *           "command": "resolve",
                 *           "resolution": "done",
                 *           "ifVersion": 7
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["Bulk"];
            };
        };
        responses: {
            /** @description Durable, not visible yet; `Location` says where to ask */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    postTicketsKeyAccept: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 characters; a repeat within 24 hours gets the first answer */
                "Idempotency-Key"?: string;
                /** @description The version that one has seen; another one there: 412 */
                "If-Match"?: string;
            };
            path: {
                /** @description The key of a ticket */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description Durable, not visible yet; `Location` says where to ask */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    postTicketsKeyAssign: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 characters; a repeat within 24 hours gets the first answer */
                "Idempotency-Key"?: string;
                /** @description The version that one has seen; another one there: 412 */
                "If-Match"?: string;
            };
            path: {
                /** @description The key of a ticket */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "team": "desk"
                 *     }
                 */
                "application/json": {
                    /** Format: uuid */
                    agent?: string;
                    team?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description Durable, not visible yet; `Location` says where to ask */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    postTicketsKeyRelease: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 characters; a repeat within 24 hours gets the first answer */
                "Idempotency-Key"?: string;
                /** @description The version that one has seen; another one there: 412 */
                "If-Match"?: string;
            };
            path: {
                /** @description The key of a ticket */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "reason": "It is back again."
                 *     }
                 */
                "application/json": {
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description Durable, not visible yet; `Location` says where to ask */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    postTicketsKeyPend: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 characters; a repeat within 24 hours gets the first answer */
                "Idempotency-Key"?: string;
                /** @description The version that one has seen; another one there: 412 */
                "If-Match"?: string;
            };
            path: {
                /** @description The key of a ticket */
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "scheduled",
                 *       "until": "2026-11-23T08:00:00.000Z"
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    reason: "requester" | "vendor" | "scheduled";
                    /**
                     * Format: date-time
                     * @example 2026-11-20T16:50:00.000Z
                     */
                    until?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description Durable, not visible yet; `Location` says where to ask */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    postTicketsKeyResume: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 characters; a repeat within 24 hours gets the first answer */
                "Idempotency-Key"?: string;
                /** @description The version that one has seen; another one there: 412 */
                "If-Match"?: string;
            };
            path: {
                /** @description The key of a ticket */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description Durable, not visible yet; `Location` says where to ask */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    postTicketsKeyResolve: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 characters; a repeat within 24 hours gets the first answer */
                "Idempotency-Key"?: string;
                /** @description The version that one has seen; another one there: 412 */
                "If-Match"?: string;
            };
            path: {
                /** @description The key of a ticket */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "resolution": "done",
                 *       "note": "The mailbox was full; it has more room now."
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    resolution?: "done" | "workaround" | "duplicate" | "noAnswer" | "cleared" | "cancelled";
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description Durable, not visible yet; `Location` says where to ask */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    postTicketsKeyReopen: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 characters; a repeat within 24 hours gets the first answer */
                "Idempotency-Key"?: string;
                /** @description The version that one has seen; another one there: 412 */
                "If-Match"?: string;
            };
            path: {
                /** @description The key of a ticket */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "reason": "It is back again."
                 *     }
                 */
                "application/json": {
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description Durable, not visible yet; `Location` says where to ask */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    postTicketsKeyClose: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 characters; a repeat within 24 hours gets the first answer */
                "Idempotency-Key"?: string;
                /** @description The version that one has seen; another one there: 412 */
                "If-Match"?: string;
            };
            path: {
                /** @description The key of a ticket */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description Durable, not visible yet; `Location` says where to ask */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    postTicketsKeyEscalate: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 characters; a repeat within 24 hours gets the first answer */
                "Idempotency-Key"?: string;
                /** @description The version that one has seen; another one there: 412 */
                "If-Match"?: string;
            };
            path: {
                /** @description The key of a ticket */
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "It is back again."
                 *     }
                 */
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description Durable, not visible yet; `Location` says where to ask */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getTicketsKeyComments: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The key of a ticket */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommentList"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    postTicketsKeyComments: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 characters; a repeat within 24 hours gets the first answer */
                "Idempotency-Key"?: string;
                /** @description The version that one has seen; another one there: 412 */
                "If-Match"?: string;
            };
            path: {
                /** @description The key of a ticket */
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "body": "We are looking into it.",
                 *       "visibility": "public"
                 *     }
                 */
                "application/json": components["schemas"]["NewComment"];
            };
        };
        responses: {
            /** @description Made; `Location` says where it is */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            /** @description Durable, not visible yet; `Location` says where to ask */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getTicketsKeyCommentsComment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The key of a ticket */
                key: string;
                /** @description The id of a comment */
                comment: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getTicketsKeyLinks: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The key of a ticket */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkList"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    putTicketsKeyLinksKindOther: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The key of a ticket */
                key: string;
                /** @description How the two tickets are linked */
                kind: string;
                /** @description The key of the other ticket */
                other: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkList"];
                };
            };
            /** @description Durable, not visible yet; `Location` says where to ask */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    deleteTicketsKeyLinksKindOther: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The key of a ticket */
                key: string;
                /** @description How the two tickets are linked */
                kind: string;
                /** @description The key of the other ticket */
                other: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Durable, not visible yet; `Location` says where to ask */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
                };
            };
            /** @description Done; there is nothing to show */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem422"];
        };
    };
    postTicketsKeyMerge: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 characters; a repeat within 24 hours gets the first answer */
                "Idempotency-Key"?: string;
                /** @description The version that one has seen; another one there: 412 */
                "If-Match"?: string;
            };
            path: {
                /** @description The key of a ticket */
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "into": "SD-41",
                 *       "note": "The same matter as in your other ticket."
                 *     }
                 */
                "application/json": {
                    /** @example SD-42 */
                    into: string;
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description Durable, not visible yet; `Location` says where to ask */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    postTicketsKeyUnmerge: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 characters; a repeat within 24 hours gets the first answer */
                "Idempotency-Key"?: string;
                /** @description The version that one has seen; another one there: 412 */
                "If-Match"?: string;
            };
            path: {
                /** @description The key of a ticket */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "note": "The mailbox was full; it has more room now."
                 *     }
                 */
                "application/json": {
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description Durable, not visible yet; `Location` says where to ask */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    postTicketsKeySplit: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 characters; a repeat within 24 hours gets the first answer */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The key of a ticket */
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "comment": "0199b1d2-7c1e-7000-8000-000000000002",
                 *       "subject": "The printer is on fire"
                 *     }
                 */
                "application/json": {
                    /**
                     * Format: uuid
                     * @description Id of a public comment: it is what the new ticket is about
                     */
                    comment: string;
                    subject: string;
                    /** @enum {string} */
                    type?: "incident" | "alert" | "request";
                };
            };
        };
        responses: {
            /** @description Made; `Location` says where it is */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    postTicketsKeyCascade: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 characters; a repeat within 24 hours gets the first answer */
                "Idempotency-Key"?: string;
                /** @description The version that one has seen; another one there: 412 */
                "If-Match"?: string;
            };
            path: {
                /** @description The key of a ticket */
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "action": "pause",
                 *       "reason": "vendor",
                 *       "note": "The supplier repairs the line."
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    action: "inform" | "pause" | "resume" | "resolve";
                    /** @description A public comment in each child; required of inform */
                    note?: string;
                    /**
                     * @description Of pause; vendor unless said
                     * @enum {string}
                     */
                    reason?: "requester" | "vendor" | "scheduled";
                    /**
                     * @description Of resolve; done unless said
                     * @enum {string}
                     */
                    resolution?: "done" | "workaround" | "duplicate" | "noAnswer" | "cleared" | "cancelled";
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description Durable, not visible yet; `Location` says where to ask */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getProblemProposals: {
        parameters: {
            query?: {
                /** @description Unless given: open */
                state?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemProposalList"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getProblemProposalsId: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OneProblemProposal"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    postProblemProposalsIdAccept: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 characters; a repeat within 24 hours gets the first answer */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "subject": "The printers of the second floor jam"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description The ticket that it is a problem of; absent: a new one
                     * @example SD-42
                     */
                    problem?: string;
                    /** @description Of a new one */
                    subject?: string;
                    /** @description Of a new one */
                    description?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OneProblemProposal"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    postProblemProposalsIdDismiss: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 characters; a repeat within 24 hours gets the first answer */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "The badges are being replaced on Monday."
                 *     }
                 */
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OneProblemProposal"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    postProblemDetectionTest: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 characters; a repeat within 24 hours gets the first answer */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "settings": {
                 *         "window": "P7D",
                 *         "quietFor": "P14D",
                 *         "ways": {
                 *           "fingerprint": {
                 *             "tickets": 2
                 *           },
                 *           "field": {
                 *             "tickets": 2,
                 *             "requesters": 1,
                 *             "fields": [
                 *               "desk"
                 *             ]
                 *           },
                 *           "subject": {
                 *             "tickets": 2,
                 *             "requesters": 1,
                 *             "likeness": 1
                 *           },
                 *           "tag": {
                 *             "tickets": 2,
                 *             "requesters": 1,
                 *             "ignore": [
                 *               "desk"
                 *             ]
                 *           }
                 *         }
                 *       }
                 *     }
                 */
                "application/json": {
                    /** @description Absent: those that hold */
                    settings?: {
                        /**
                         * @description How far back tickets count
                         * @example P7D
                         */
                        window: string;
                        /**
                         * @description For so long nothing is heard of a cause that was dismissed
                         * @example P14D
                         */
                        quietFor: string;
                        /** @description A way that is absent is not looked by; none: nothing is looked for */
                        ways: {
                            /** @description Alerts that come again and again */
                            fingerprint?: {
                                /** @description So many tickets in the window make a proposal */
                                tickets: number;
                            };
                            /** @description The same choice in one of these custom fields: a category, a service, a site */
                            field?: {
                                /** @description So many tickets in the window make a proposal */
                                tickets: number;
                                /** @description By so many people */
                                requesters: number;
                                fields: string[];
                            };
                            subject?: {
                                /** @description So many tickets in the window make a proposal */
                                tickets: number;
                                /** @description By so many people */
                                requesters: number;
                                /** @description From which two subjects are alike */
                                likeness: number;
                            };
                            /** @description The same tag, but for those that say nothing of a cause */
                            tag?: {
                                /** @description So many tickets in the window make a proposal */
                                tickets: number;
                                /** @description By so many people */
                                requesters: number;
                                ignore: string[];
                            };
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DetectionTest"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    postAttachments: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 characters; a repeat within 24 hours gets the first answer */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["Upload"];
            };
        };
        responses: {
            /** @description Made; `Location` says where it is */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attachment"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getTicketsKeyAttachments: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The key of a ticket */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttachmentList"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    postTicketsKeyAttachments: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 characters; a repeat within 24 hours gets the first answer */
                "Idempotency-Key"?: string;
                /** @description The version that one has seen; another one there: 412 */
                "If-Match"?: string;
            };
            path: {
                /** @description The key of a ticket */
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["TicketUpload"];
            };
        };
        responses: {
            /** @description Made; `Location` says where it is */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attachment"];
                };
            };
            /** @description Durable, not visible yet; `Location` says where to ask */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getAttachmentsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attachment"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    deleteAttachmentsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to show */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem422"];
        };
    };
    getAttachmentsIdContent: {
        parameters: {
            query?: never;
            header?: {
                /** @description On GET, the version that one has: 304. On PUT, `*` to create */
                "If-None-Match"?: string;
                /** @description `bytes=0-99`: one range; more than one is answered with the whole */
                Range?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            /** @description The range that was asked for */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            /** @description As one has it already */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem422"];
        };
    };
    postAlertsAlertmanager: {
        parameters: {
            query?: {
                /** @description Id of a document in `/alert-sources` with its own rules; without such a document the usual ones hold */
                source?: string;
            };
            header?: {
                /** @description 1 to 255 characters; a repeat within 24 hours gets the first answer */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "version": "4",
                 *       "status": "firing",
                 *       "alerts": [
                 *         {
                 *           "status": "firing",
                 *           "labels": {
                 *             "alertname": "DiskFull",
                 *             "severity": "critical",
                 *             "instance": "db1"
                 *           },
                 *           "annotations": {
                 *             "summary": "The disk of db1 is full"
                 *           },
                 *           "startsAt": "2026-11-22T08:00:00Z",
                 *           "fingerprint": "b9d3a1f2c0e4d5a6"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["AlertmanagerNotification"];
            };
        };
        responses: {
            /** @description Durable, not visible yet; `Location` says where to ask */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertEffects"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    postAlerts: {
        parameters: {
            query: {
                /** @description Id of the document in `/alert-sources` that says how to read the body */
                source: string;
            };
            header?: {
                /** @description 1 to 255 characters; a repeat within 24 hours gets the first answer */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "trigger": "4711",
                 *       "value": "1",
                 *       "host": "web1",
                 *       "severity": "Disaster",
                 *       "name": "web1 does not answer"
                 *     }
                 */
                "application/json": {
                    [key: string]: unknown;
                } | {
                    [key: string]: unknown;
                }[];
            };
        };
        responses: {
            /** @description Durable, not visible yet; `Location` says where to ask */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertEffects"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getTicketsKeyEvents: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The key of a ticket */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventList"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getTicketsKeyClocks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The key of a ticket */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Clocks"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getTicketsKeyProcess: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The key of a ticket */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Process"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getExportsTickets: {
        parameters: {
            query?: {
                /** @description One or more of new, open, pending, resolved, closed, separated by commas */
                status?: string;
                /** @description One or more of incident, alert, request, separated by commas */
                type?: string;
                /** @description One or more of critical, high, medium, low, separated by commas */
                priority?: string;
                /** @description Team ids, separated by commas */
                team?: string;
                /** @description User ids, `me`, `none`, separated by commas */
                assignee?: string;
                /** @description User ids, e-mail addresses, `me`, separated by commas */
                requester?: string;
                /** @description Organisation ids, separated by commas */
                organisation?: string;
                /** @description One of these tags, separated by commas */
                tag?: string;
                /** @description Words that subject, description or comments hold, or the key of a ticket */
                q?: string;
                breached?: "true" | "false";
                escalated?: "true" | "false";
                /** @description An instant; `@today` or `@tomorrow`, where they begin for the reader; or from now: `PT4H`, `-P7D` */
                dueBefore?: string | unknown | unknown;
                /** @description An instant; `@today` or `@tomorrow`, where they begin for the reader; or from now: `PT4H`, `-P7D` */
                createdAfter?: string | unknown | unknown;
                /** @description An instant; `@today` or `@tomorrow`, where they begin for the reader; or from now: `PT4H`, `-P7D` */
                createdBefore?: string | unknown | unknown;
                /** @description An instant; `@today` or `@tomorrow`, where they begin for the reader; or from now: `PT4H`, `-P7D` */
                updatedAfter?: string | unknown | unknown;
                /** @description Values of custom fields, each a parameter of its own: `field.site=Lyon` */
                field?: {
                    [key: string]: string;
                };
                format?: "ndjson" | "csv";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getExportsEvents: {
        parameters: {
            query?: {
                /** @description One or more of new, open, pending, resolved, closed, separated by commas */
                status?: string;
                /** @description One or more of incident, alert, request, separated by commas */
                type?: string;
                /** @description One or more of critical, high, medium, low, separated by commas */
                priority?: string;
                /** @description Team ids, separated by commas */
                team?: string;
                /** @description User ids, `me`, `none`, separated by commas */
                assignee?: string;
                /** @description User ids, e-mail addresses, `me`, separated by commas */
                requester?: string;
                /** @description Organisation ids, separated by commas */
                organisation?: string;
                /** @description One of these tags, separated by commas */
                tag?: string;
                /** @description Words that subject, description or comments hold, or the key of a ticket */
                q?: string;
                breached?: "true" | "false";
                escalated?: "true" | "false";
                /** @description An instant; `@today` or `@tomorrow`, where they begin for the reader; or from now: `PT4H`, `-P7D` */
                dueBefore?: string | unknown | unknown;
                /** @description An instant; `@today` or `@tomorrow`, where they begin for the reader; or from now: `PT4H`, `-P7D` */
                createdAfter?: string | unknown | unknown;
                /** @description An instant; `@today` or `@tomorrow`, where they begin for the reader; or from now: `PT4H`, `-P7D` */
                createdBefore?: string | unknown | unknown;
                /** @description An instant; `@today` or `@tomorrow`, where they begin for the reader; or from now: `PT4H`, `-P7D` */
                updatedAfter?: string | unknown | unknown;
                /** @description Values of custom fields, each a parameter of its own: `field.site=Lyon` */
                field?: {
                    [key: string]: string;
                };
                format?: "ndjson" | "csv";
                /** @description Events from this instant on */
                from?: string;
                /** @description Events before this instant */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getOperationsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getSurveysToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description What the link in a mail ends with */
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Survey"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    postSurveysToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 characters; a repeat within 24 hours gets the first answer */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description What the link in a mail ends with */
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "score": 5,
                 *       "comment": "Quick and friendly."
                 *     }
                 */
                "application/json": {
                    score: number;
                    comment?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Survey"];
                };
            };
            /** @description Durable, not visible yet; `Location` says where to ask */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getTicketsKeyWatchers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The key of a ticket */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WatcherList"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    putTicketsKeyWatchersUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The key of a ticket */
                key: string;
                /** @description The id of a person */
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to show */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem422"];
        };
    };
    deleteTicketsKeyWatchersUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The key of a ticket */
                key: string;
                /** @description The id of a person */
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to show */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem422"];
        };
    };
    getUsersIdPreferences: {
        parameters: {
            query?: never;
            header?: {
                /** @description On GET, the version that one has: 304. On PUT, `*` to create */
                "If-None-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preferences"];
                };
            };
            /** @description As one has it already */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem422"];
        };
    };
    putUsersIdPreferences: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that one has seen; another one there: 412 */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kinds": {
                 *         "status": "digest",
                 *         "warned": "none"
                 *       },
                 *       "quietHours": {
                 *         "from": "20:00",
                 *         "to": "07:00"
                 *       },
                 *       "digestAt": "08:00"
                 *     }
                 */
                "application/json": components["schemas"]["PreferencesUpdate"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preferences"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    postMessageTemplatesIdPreview: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 characters; a repeat within 24 hours gets the first answer */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "language": "fr"
                 *     }
                 */
                "application/json": components["schemas"]["MessagePreviewRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagePreview"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getUnsubscribeToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description What the link in a mail ends with */
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    postUnsubscribeToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description What the link in a mail ends with */
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getNotifications: {
        parameters: {
            query?: {
                /** @description `true`: only those that were not read */
                unread?: "true";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationList"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    postNotificationsRead: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 characters; a repeat within 24 hours gets the first answer */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "until": "2026-11-23T08:00:00.000Z"
                 *     }
                 */
                "application/json": components["schemas"]["NotificationsRead"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "read": 1
                     *     }
                     */
                    "application/json": {
                        read: number;
                    };
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getNotificationsStream: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getUsers: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserList"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    postUsers: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 characters; a repeat within 24 hours gets the first answer */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "camille.petit@example.org",
                 *       "name": "Camille Petit",
                 *       "role": "agent",
                 *       "locale": "fr"
                 *     }
                 */
                "application/json": components["schemas"]["NewUser"];
            };
        };
        responses: {
            /** @description Made; `Location` says where it is */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getUsersId: {
        parameters: {
            query?: never;
            header?: {
                /** @description On GET, the version that one has: 304. On PUT, `*` to create */
                "If-None-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description As one has it already */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem422"];
        };
    };
    putUsersId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that one has seen; another one there: 412 */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "camille.petit@example.org",
                 *       "name": "Camille Petit",
                 *       "role": "agent",
                 *       "active": true
                 *     }
                 */
                "application/json": components["schemas"]["UserUpdate"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getApiKeys: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyList"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    postApiKeys: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 characters; a repeat within 24 hours gets the first answer */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Monitoring",
                 *       "scopes": [
                 *         "alerts:write"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["NewApiKey"];
            };
        };
        responses: {
            /** @description Made; `Location` says where it is */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewApiKeyWithSecret"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getApiKeysId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    deleteApiKeysId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to show */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem422"];
        };
    };
    postApiKeysIdRotate: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 characters; a repeat within 24 hours gets the first answer */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ApiKeyRotation"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewApiKeyWithSecret"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getUsersIdData: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    postUsersIdErasure: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 characters; a repeat within 24 hours gets the first answer */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erasure"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    postSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Credentials"];
            };
        };
        responses: {
            /** @description Made; `Location` says where it is */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    deleteSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to show */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem422"];
        };
    };
    deleteSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to show */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem422"];
        };
    };
    putSessionPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getSessionOidc: {
        parameters: {
            query?: {
                returnTo?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Go on at `Location` */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem422"];
        };
    };
    getSessionOidcCallback: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Go on at `Location` */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem422"];
        };
    };
    getPasswordResets: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasswordRequestList"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    postPasswordResets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordRequest"];
            };
        };
        responses: {
            /** @description Durable, not visible yet; `Location` says where to ask */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem422"];
        };
    };
    postUsersIdPasswordResets: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 characters; a repeat within 24 hours gets the first answer */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Made; `Location` says where it is */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasswordLink"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    postPasswordResetsUse: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPassword"];
            };
        };
        responses: {
            /** @description Done; there is nothing to show */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem422"];
        };
    };
    getCalendars: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *           "version": 7,
                     *           "name": "Camille Petit",
                     *           "timeZone": "Europe/Paris",
                     *           "weekly": {
                     *             "mon": [
                     *               [
                     *                 "08:00",
                     *                 "18:00"
                     *               ]
                     *             ],
                     *             "tue": [
                     *               [
                     *                 "08:00",
                     *                 "18:00"
                     *               ]
                     *             ],
                     *             "wed": [
                     *               [
                     *                 "08:00",
                     *                 "18:00"
                     *               ]
                     *             ],
                     *             "thu": [
                     *               [
                     *                 "08:00",
                     *                 "18:00"
                     *               ]
                     *             ],
                     *             "fri": [
                     *               [
                     *                 "08:00",
                     *                 "18:00"
                     *               ]
                     *             ],
                     *             "sat": [
                     *               [
                     *                 "08:00",
                     *                 "18:00"
                     *               ]
                     *             ],
                     *             "sun": [
                     *               [
                     *                 "08:00",
                     *                 "18:00"
                     *               ]
                     *             ]
                     *           },
                     *           "exceptions": [
                     *             {
                     *               "date": "2026-12-25",
                     *               "name": "Camille Petit",
                     *               "intervals": [
                     *                 [
                     *                   "08:00",
                     *                   "18:00"
                     *                 ]
                     *               ]
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "page": {
                     *         "nextCursor": null,
                     *         "hasMore": false
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: {
                            id: string;
                            version: number;
                            name?: string;
                            /** @example Europe/Paris */
                            timeZone: string;
                            weekly: {
                                mon?: string[][];
                                tue?: string[][];
                                wed?: string[][];
                                thu?: string[][];
                                fri?: string[][];
                                sat?: string[][];
                                sun?: string[][];
                            };
                            exceptions?: {
                                /** Format: date */
                                date: string;
                                name?: string;
                                intervals: string[][];
                            }[];
                        }[];
                        page: components["schemas"]["Page"];
                    };
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getCalendarsIdVersions: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "version": 7,
                     *           "current": false,
                     *           "createdAt": "2026-11-20T16:50:00.000Z",
                     *           "createdBy": "desk"
                     *         }
                     *       ],
                     *       "page": {
                     *         "nextCursor": null,
                     *         "hasMore": false
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: {
                            version: number;
                            /** @description It holds now */
                            current: boolean;
                            /**
                             * Format: date-time
                             * @example 2026-11-20T16:50:00.000Z
                             */
                            createdAt: string;
                            /** @description Id of a person or a key; null: the installation itself */
                            createdBy: string | null;
                        }[];
                        page: components["schemas"]["Page"];
                    };
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getCalendarsIdVersionsVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description A former version */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "name": "Camille Petit",
                     *       "timeZone": "Europe/Paris",
                     *       "weekly": {
                     *         "mon": [
                     *           [
                     *             "08:00",
                     *             "18:00"
                     *           ]
                     *         ],
                     *         "tue": [
                     *           [
                     *             "08:00",
                     *             "18:00"
                     *           ]
                     *         ],
                     *         "wed": [
                     *           [
                     *             "08:00",
                     *             "18:00"
                     *           ]
                     *         ],
                     *         "thu": [
                     *           [
                     *             "08:00",
                     *             "18:00"
                     *           ]
                     *         ],
                     *         "fri": [
                     *           [
                     *             "08:00",
                     *             "18:00"
                     *           ]
                     *         ],
                     *         "sat": [
                     *           [
                     *             "08:00",
                     *             "18:00"
                     *           ]
                     *         ],
                     *         "sun": [
                     *           [
                     *             "08:00",
                     *             "18:00"
                     *           ]
                     *         ]
                     *       },
                     *       "exceptions": [
                     *         {
                     *           "date": "2026-12-25",
                     *           "name": "Camille Petit",
                     *           "intervals": [
                     *             [
                     *               "08:00",
                     *               "18:00"
                     *             ]
                     *           ]
                     *         }
                     *       ],
                     *       "current": false,
                     *       "createdAt": "2026-11-20T16:50:00.000Z",
                     *       "createdBy": "desk"
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        name?: string;
                        /** @example Europe/Paris */
                        timeZone: string;
                        weekly: {
                            mon?: string[][];
                            tue?: string[][];
                            wed?: string[][];
                            thu?: string[][];
                            fri?: string[][];
                            sat?: string[][];
                            sun?: string[][];
                        };
                        exceptions?: {
                            /** Format: date */
                            date: string;
                            name?: string;
                            intervals: string[][];
                        }[];
                        /** @description It holds now */
                        current: boolean;
                        /**
                         * Format: date-time
                         * @example 2026-11-20T16:50:00.000Z
                         */
                        createdAt: string;
                        /** @description Id of a person or a key; null: the installation itself */
                        createdBy: string | null;
                    };
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getCalendarsId: {
        parameters: {
            query?: never;
            header?: {
                /** @description On GET, the version that one has: 304. On PUT, `*` to create */
                "If-None-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "name": "Camille Petit",
                     *       "timeZone": "Europe/Paris",
                     *       "weekly": {
                     *         "mon": [
                     *           [
                     *             "08:00",
                     *             "18:00"
                     *           ]
                     *         ],
                     *         "tue": [
                     *           [
                     *             "08:00",
                     *             "18:00"
                     *           ]
                     *         ],
                     *         "wed": [
                     *           [
                     *             "08:00",
                     *             "18:00"
                     *           ]
                     *         ],
                     *         "thu": [
                     *           [
                     *             "08:00",
                     *             "18:00"
                     *           ]
                     *         ],
                     *         "fri": [
                     *           [
                     *             "08:00",
                     *             "18:00"
                     *           ]
                     *         ],
                     *         "sat": [
                     *           [
                     *             "08:00",
                     *             "18:00"
                     *           ]
                     *         ],
                     *         "sun": [
                     *           [
                     *             "08:00",
                     *             "18:00"
                     *           ]
                     *         ]
                     *       },
                     *       "exceptions": [
                     *         {
                     *           "date": "2026-12-25",
                     *           "name": "Camille Petit",
                     *           "intervals": [
                     *             [
                     *               "08:00",
                     *               "18:00"
                     *             ]
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        name?: string;
                        /** @example Europe/Paris */
                        timeZone: string;
                        weekly: {
                            mon?: string[][];
                            tue?: string[][];
                            wed?: string[][];
                            thu?: string[][];
                            fri?: string[][];
                            sat?: string[][];
                            sun?: string[][];
                        };
                        exceptions?: {
                            /** Format: date */
                            date: string;
                            name?: string;
                            intervals: string[][];
                        }[];
                    };
                };
            };
            /** @description As one has it already */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem422"];
        };
    };
    putCalendarsId: {
        parameters: {
            query?: {
                /** @description `true`: check everything, answer what would be, write nothing */
                dryRun?: "true" | "false";
            };
            header?: {
                /** @description The version that one has seen; another one there: 412 */
                "If-Match"?: string;
                /** @description On GET, the version that one has: 304. On PUT, `*` to create */
                "If-None-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "timeZone": "Europe/Paris",
                 *       "weekly": {
                 *         "mon": [
                 *           [
                 *             "08:00",
                 *             "18:00"
                 *           ]
                 *         ],
                 *         "tue": [
                 *           [
                 *             "08:00",
                 *             "12:00"
                 *           ],
                 *           [
                 *             "13:00",
                 *             "18:00"
                 *           ]
                 *         ]
                 *       },
                 *       "exceptions": [
                 *         {
                 *           "date": "2026-12-25",
                 *           "name": "Christmas",
                 *           "intervals": []
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    name?: string;
                    /** @example Europe/Paris */
                    timeZone: string;
                    weekly: {
                        mon?: string[][];
                        tue?: string[][];
                        wed?: string[][];
                        thu?: string[][];
                        fri?: string[][];
                        sat?: string[][];
                        sun?: string[][];
                    };
                    exceptions?: {
                        /** Format: date */
                        date: string;
                        name?: string;
                        intervals: string[][];
                    }[];
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "name": "Camille Petit",
                     *       "timeZone": "Europe/Paris",
                     *       "weekly": {
                     *         "mon": [
                     *           [
                     *             "08:00",
                     *             "18:00"
                     *           ]
                     *         ],
                     *         "tue": [
                     *           [
                     *             "08:00",
                     *             "18:00"
                     *           ]
                     *         ],
                     *         "wed": [
                     *           [
                     *             "08:00",
                     *             "18:00"
                     *           ]
                     *         ],
                     *         "thu": [
                     *           [
                     *             "08:00",
                     *             "18:00"
                     *           ]
                     *         ],
                     *         "fri": [
                     *           [
                     *             "08:00",
                     *             "18:00"
                     *           ]
                     *         ],
                     *         "sat": [
                     *           [
                     *             "08:00",
                     *             "18:00"
                     *           ]
                     *         ],
                     *         "sun": [
                     *           [
                     *             "08:00",
                     *             "18:00"
                     *           ]
                     *         ]
                     *       },
                     *       "exceptions": [
                     *         {
                     *           "date": "2026-12-25",
                     *           "name": "Camille Petit",
                     *           "intervals": [
                     *             [
                     *               "08:00",
                     *               "18:00"
                     *             ]
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        name?: string;
                        /** @example Europe/Paris */
                        timeZone: string;
                        weekly: {
                            mon?: string[][];
                            tue?: string[][];
                            wed?: string[][];
                            thu?: string[][];
                            fri?: string[][];
                            sat?: string[][];
                            sun?: string[][];
                        };
                        exceptions?: {
                            /** Format: date */
                            date: string;
                            name?: string;
                            intervals: string[][];
                        }[];
                    };
                };
            };
            /** @description Made; `Location` says where it is */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "name": "Camille Petit",
                     *       "timeZone": "Europe/Paris",
                     *       "weekly": {
                     *         "mon": [
                     *           [
                     *             "08:00",
                     *             "18:00"
                     *           ]
                     *         ],
                     *         "tue": [
                     *           [
                     *             "08:00",
                     *             "18:00"
                     *           ]
                     *         ],
                     *         "wed": [
                     *           [
                     *             "08:00",
                     *             "18:00"
                     *           ]
                     *         ],
                     *         "thu": [
                     *           [
                     *             "08:00",
                     *             "18:00"
                     *           ]
                     *         ],
                     *         "fri": [
                     *           [
                     *             "08:00",
                     *             "18:00"
                     *           ]
                     *         ],
                     *         "sat": [
                     *           [
                     *             "08:00",
                     *             "18:00"
                     *           ]
                     *         ],
                     *         "sun": [
                     *           [
                     *             "08:00",
                     *             "18:00"
                     *           ]
                     *         ]
                     *       },
                     *       "exceptions": [
                     *         {
                     *           "date": "2026-12-25",
                     *           "name": "Camille Petit",
                     *           "intervals": [
                     *             [
                     *               "08:00",
                     *               "18:00"
                     *             ]
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        name?: string;
                        /** @example Europe/Paris */
                        timeZone: string;
                        weekly: {
                            mon?: string[][];
                            tue?: string[][];
                            wed?: string[][];
                            thu?: string[][];
                            fri?: string[][];
                            sat?: string[][];
                            sun?: string[][];
                        };
                        exceptions?: {
                            /** Format: date */
                            date: string;
                            name?: string;
                            intervals: string[][];
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    deleteCalendarsId: {
        parameters: {
            query?: {
                /** @description `true`: check everything, answer what would be, write nothing */
                dryRun?: "true" | "false";
            };
            header?: {
                /** @description The version that one has seen; another one there: 412 */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to show */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem422"];
        };
    };
    getPolicies: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *           "version": 7,
                     *           "calendar": "office",
                     *           "clocks": {
                     *             "firstResponse": {
                     *               "targets": {
                     *                 "critical": "PT4H",
                     *                 "high": "PT4H",
                     *                 "medium": "PT4H",
                     *                 "low": "PT4H"
                     *               },
                     *               "pausedWhile": [
                     *                 "requester"
                     *               ],
                     *               "calendar": "office"
                     *             },
                     *             "nextReply": {
                     *               "targets": {
                     *                 "critical": "PT4H",
                     *                 "high": "PT4H",
                     *                 "medium": "PT4H",
                     *                 "low": "PT4H"
                     *               },
                     *               "pausedWhile": [
                     *                 "requester"
                     *               ],
                     *               "calendar": "office"
                     *             },
                     *             "resolution": {
                     *               "targets": {
                     *                 "critical": "PT4H",
                     *                 "high": "PT4H",
                     *                 "medium": "PT4H",
                     *                 "low": "PT4H"
                     *               },
                     *               "pausedWhile": [
                     *                 "requester"
                     *               ],
                     *               "calendar": "office"
                     *             }
                     *           },
                     *           "warnings": [
                     *             1
                     *           ],
                     *           "escalations": [
                     *             {
                     *               "clock": "firstResponse",
                     *               "at": 1,
                     *               "level": 1,
                     *               "notify": [
                     *                 "lead"
                     *               ],
                     *               "reassign": "desk",
                     *               "always": false
                     *             }
                     *           ],
                     *           "pending": {
                     *             "requester": {
                     *               "nudgeAfter": [
                     *                 "PT4H"
                     *               ],
                     *               "resolveAfter": "PT4H"
                     *             },
                     *             "vendor": {
                     *               "nudgeAfter": [
                     *                 "PT4H"
                     *               ]
                     *             },
                     *             "scheduled": {
                     *               "nudgeAfter": [
                     *                 "PT4H"
                     *               ]
                     *             }
                     *           },
                     *           "closeAfter": "PT4H",
                     *           "survey": {
                     *             "delay": "PT4H",
                     *             "remindAfter": "PT4H",
                     *             "expireAfter": "PT4H",
                     *             "quietFor": "P3D"
                     *           },
                     *           "name": "Camille Petit",
                     *           "order": 1,
                     *           "when": "type == \"incident\" && \"vip\" in tags",
                     *           "calendarFrom": [
                     *             "organisation"
                     *           ]
                     *         }
                     *       ],
                     *       "page": {
                     *         "nextCursor": null,
                     *         "hasMore": false
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: {
                            id: string;
                            version: number;
                            calendar: string;
                            clocks: {
                                firstResponse?: {
                                    targets: {
                                        /** @example PT4H */
                                        critical?: string;
                                        /** @example PT4H */
                                        high?: string;
                                        /** @example PT4H */
                                        medium?: string;
                                        /** @example PT4H */
                                        low?: string;
                                    };
                                    pausedWhile?: ("requester" | "vendor" | "scheduled")[];
                                    calendar?: string;
                                };
                                nextReply?: {
                                    targets: {
                                        /** @example PT4H */
                                        critical?: string;
                                        /** @example PT4H */
                                        high?: string;
                                        /** @example PT4H */
                                        medium?: string;
                                        /** @example PT4H */
                                        low?: string;
                                    };
                                    pausedWhile?: ("requester" | "vendor" | "scheduled")[];
                                    calendar?: string;
                                };
                                resolution?: {
                                    targets: {
                                        /** @example PT4H */
                                        critical?: string;
                                        /** @example PT4H */
                                        high?: string;
                                        /** @example PT4H */
                                        medium?: string;
                                        /** @example PT4H */
                                        low?: string;
                                    };
                                    pausedWhile?: ("requester" | "vendor" | "scheduled")[];
                                    calendar?: string;
                                };
                            };
                            warnings?: number[];
                            escalations?: {
                                /** @enum {string} */
                                clock: "firstResponse" | "nextReply" | "resolution";
                                at: number;
                                level: number;
                                notify?: string[];
                                reassign?: string;
                                always?: boolean;
                            }[];
                            pending?: {
                                requester?: {
                                    nudgeAfter?: string[];
                                    /** @example PT4H */
                                    resolveAfter?: string;
                                };
                                vendor?: {
                                    nudgeAfter?: string[];
                                };
                                scheduled?: {
                                    nudgeAfter?: string[];
                                };
                            };
                            /** @example PT4H */
                            closeAfter?: string;
                            survey?: {
                                /** @example PT4H */
                                delay: string;
                                /** @example PT4H */
                                remindAfter?: string;
                                /** @example PT4H */
                                expireAfter: string;
                                /** @example P3D */
                                quietFor?: string;
                            };
                            name: string;
                            order: number;
                            when: string;
                            /** @description Whose calendar goes before the policy's own: the first that has one */
                            calendarFrom?: ("organisation" | "team")[];
                        }[];
                        page: components["schemas"]["Page"];
                    };
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getPoliciesIdVersions: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "version": 7,
                     *           "current": false,
                     *           "createdAt": "2026-11-20T16:50:00.000Z",
                     *           "createdBy": "desk"
                     *         }
                     *       ],
                     *       "page": {
                     *         "nextCursor": null,
                     *         "hasMore": false
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: {
                            version: number;
                            /** @description It holds now */
                            current: boolean;
                            /**
                             * Format: date-time
                             * @example 2026-11-20T16:50:00.000Z
                             */
                            createdAt: string;
                            /** @description Id of a person or a key; null: the installation itself */
                            createdBy: string | null;
                        }[];
                        page: components["schemas"]["Page"];
                    };
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getPoliciesIdVersionsVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description A former version */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "calendar": "office",
                     *       "clocks": {
                     *         "firstResponse": {
                     *           "targets": {
                     *             "critical": "PT4H",
                     *             "high": "PT4H",
                     *             "medium": "PT4H",
                     *             "low": "PT4H"
                     *           },
                     *           "pausedWhile": [
                     *             "requester"
                     *           ],
                     *           "calendar": "office"
                     *         },
                     *         "nextReply": {
                     *           "targets": {
                     *             "critical": "PT4H",
                     *             "high": "PT4H",
                     *             "medium": "PT4H",
                     *             "low": "PT4H"
                     *           },
                     *           "pausedWhile": [
                     *             "requester"
                     *           ],
                     *           "calendar": "office"
                     *         },
                     *         "resolution": {
                     *           "targets": {
                     *             "critical": "PT4H",
                     *             "high": "PT4H",
                     *             "medium": "PT4H",
                     *             "low": "PT4H"
                     *           },
                     *           "pausedWhile": [
                     *             "requester"
                     *           ],
                     *           "calendar": "office"
                     *         }
                     *       },
                     *       "warnings": [
                     *         1
                     *       ],
                     *       "escalations": [
                     *         {
                     *           "clock": "firstResponse",
                     *           "at": 1,
                     *           "level": 1,
                     *           "notify": [
                     *             "lead"
                     *           ],
                     *           "reassign": "desk",
                     *           "always": false
                     *         }
                     *       ],
                     *       "pending": {
                     *         "requester": {
                     *           "nudgeAfter": [
                     *             "PT4H"
                     *           ],
                     *           "resolveAfter": "PT4H"
                     *         },
                     *         "vendor": {
                     *           "nudgeAfter": [
                     *             "PT4H"
                     *           ]
                     *         },
                     *         "scheduled": {
                     *           "nudgeAfter": [
                     *             "PT4H"
                     *           ]
                     *         }
                     *       },
                     *       "closeAfter": "PT4H",
                     *       "survey": {
                     *         "delay": "PT4H",
                     *         "remindAfter": "PT4H",
                     *         "expireAfter": "PT4H",
                     *         "quietFor": "P3D"
                     *       },
                     *       "name": "Camille Petit",
                     *       "order": 1,
                     *       "when": "type == \"incident\" && \"vip\" in tags",
                     *       "calendarFrom": [
                     *         "organisation"
                     *       ],
                     *       "current": false,
                     *       "createdAt": "2026-11-20T16:50:00.000Z",
                     *       "createdBy": "desk"
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        calendar: string;
                        clocks: {
                            firstResponse?: {
                                targets: {
                                    /** @example PT4H */
                                    critical?: string;
                                    /** @example PT4H */
                                    high?: string;
                                    /** @example PT4H */
                                    medium?: string;
                                    /** @example PT4H */
                                    low?: string;
                                };
                                pausedWhile?: ("requester" | "vendor" | "scheduled")[];
                                calendar?: string;
                            };
                            nextReply?: {
                                targets: {
                                    /** @example PT4H */
                                    critical?: string;
                                    /** @example PT4H */
                                    high?: string;
                                    /** @example PT4H */
                                    medium?: string;
                                    /** @example PT4H */
                                    low?: string;
                                };
                                pausedWhile?: ("requester" | "vendor" | "scheduled")[];
                                calendar?: string;
                            };
                            resolution?: {
                                targets: {
                                    /** @example PT4H */
                                    critical?: string;
                                    /** @example PT4H */
                                    high?: string;
                                    /** @example PT4H */
                                    medium?: string;
                                    /** @example PT4H */
                                    low?: string;
                                };
                                pausedWhile?: ("requester" | "vendor" | "scheduled")[];
                                calendar?: string;
                            };
                        };
                        warnings?: number[];
                        escalations?: {
                            /** @enum {string} */
                            clock: "firstResponse" | "nextReply" | "resolution";
                            at: number;
                            level: number;
                            notify?: string[];
                            reassign?: string;
                            always?: boolean;
                        }[];
                        pending?: {
                            requester?: {
                                nudgeAfter?: string[];
                                /** @example PT4H */
                                resolveAfter?: string;
                            };
                            vendor?: {
                                nudgeAfter?: string[];
                            };
                            scheduled?: {
                                nudgeAfter?: string[];
                            };
                        };
                        /** @example PT4H */
                        closeAfter?: string;
                        survey?: {
                            /** @example PT4H */
                            delay: string;
                            /** @example PT4H */
                            remindAfter?: string;
                            /** @example PT4H */
                            expireAfter: string;
                            /** @example P3D */
                            quietFor?: string;
                        };
                        name: string;
                        order: number;
                        when: string;
                        /** @description Whose calendar goes before the policy's own: the first that has one */
                        calendarFrom?: ("organisation" | "team")[];
                        /** @description It holds now */
                        current: boolean;
                        /**
                         * Format: date-time
                         * @example 2026-11-20T16:50:00.000Z
                         */
                        createdAt: string;
                        /** @description Id of a person or a key; null: the installation itself */
                        createdBy: string | null;
                    };
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getPoliciesId: {
        parameters: {
            query?: never;
            header?: {
                /** @description On GET, the version that one has: 304. On PUT, `*` to create */
                "If-None-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "calendar": "office",
                     *       "clocks": {
                     *         "firstResponse": {
                     *           "targets": {
                     *             "critical": "PT4H",
                     *             "high": "PT4H",
                     *             "medium": "PT4H",
                     *             "low": "PT4H"
                     *           },
                     *           "pausedWhile": [
                     *             "requester"
                     *           ],
                     *           "calendar": "office"
                     *         },
                     *         "nextReply": {
                     *           "targets": {
                     *             "critical": "PT4H",
                     *             "high": "PT4H",
                     *             "medium": "PT4H",
                     *             "low": "PT4H"
                     *           },
                     *           "pausedWhile": [
                     *             "requester"
                     *           ],
                     *           "calendar": "office"
                     *         },
                     *         "resolution": {
                     *           "targets": {
                     *             "critical": "PT4H",
                     *             "high": "PT4H",
                     *             "medium": "PT4H",
                     *             "low": "PT4H"
                     *           },
                     *           "pausedWhile": [
                     *             "requester"
                     *           ],
                     *           "calendar": "office"
                     *         }
                     *       },
                     *       "warnings": [
                     *         1
                     *       ],
                     *       "escalations": [
                     *         {
                     *           "clock": "firstResponse",
                     *           "at": 1,
                     *           "level": 1,
                     *           "notify": [
                     *             "lead"
                     *           ],
                     *           "reassign": "desk",
                     *           "always": false
                     *         }
                     *       ],
                     *       "pending": {
                     *         "requester": {
                     *           "nudgeAfter": [
                     *             "PT4H"
                     *           ],
                     *           "resolveAfter": "PT4H"
                     *         },
                     *         "vendor": {
                     *           "nudgeAfter": [
                     *             "PT4H"
                     *           ]
                     *         },
                     *         "scheduled": {
                     *           "nudgeAfter": [
                     *             "PT4H"
                     *           ]
                     *         }
                     *       },
                     *       "closeAfter": "PT4H",
                     *       "survey": {
                     *         "delay": "PT4H",
                     *         "remindAfter": "PT4H",
                     *         "expireAfter": "PT4H",
                     *         "quietFor": "P3D"
                     *       },
                     *       "name": "Camille Petit",
                     *       "order": 1,
                     *       "when": "type == \"incident\" && \"vip\" in tags",
                     *       "calendarFrom": [
                     *         "organisation"
                     *       ]
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        calendar: string;
                        clocks: {
                            firstResponse?: {
                                targets: {
                                    /** @example PT4H */
                                    critical?: string;
                                    /** @example PT4H */
                                    high?: string;
                                    /** @example PT4H */
                                    medium?: string;
                                    /** @example PT4H */
                                    low?: string;
                                };
                                pausedWhile?: ("requester" | "vendor" | "scheduled")[];
                                calendar?: string;
                            };
                            nextReply?: {
                                targets: {
                                    /** @example PT4H */
                                    critical?: string;
                                    /** @example PT4H */
                                    high?: string;
                                    /** @example PT4H */
                                    medium?: string;
                                    /** @example PT4H */
                                    low?: string;
                                };
                                pausedWhile?: ("requester" | "vendor" | "scheduled")[];
                                calendar?: string;
                            };
                            resolution?: {
                                targets: {
                                    /** @example PT4H */
                                    critical?: string;
                                    /** @example PT4H */
                                    high?: string;
                                    /** @example PT4H */
                                    medium?: string;
                                    /** @example PT4H */
                                    low?: string;
                                };
                                pausedWhile?: ("requester" | "vendor" | "scheduled")[];
                                calendar?: string;
                            };
                        };
                        warnings?: number[];
                        escalations?: {
                            /** @enum {string} */
                            clock: "firstResponse" | "nextReply" | "resolution";
                            at: number;
                            level: number;
                            notify?: string[];
                            reassign?: string;
                            always?: boolean;
                        }[];
                        pending?: {
                            requester?: {
                                nudgeAfter?: string[];
                                /** @example PT4H */
                                resolveAfter?: string;
                            };
                            vendor?: {
                                nudgeAfter?: string[];
                            };
                            scheduled?: {
                                nudgeAfter?: string[];
                            };
                        };
                        /** @example PT4H */
                        closeAfter?: string;
                        survey?: {
                            /** @example PT4H */
                            delay: string;
                            /** @example PT4H */
                            remindAfter?: string;
                            /** @example PT4H */
                            expireAfter: string;
                            /** @example P3D */
                            quietFor?: string;
                        };
                        name: string;
                        order: number;
                        when: string;
                        /** @description Whose calendar goes before the policy's own: the first that has one */
                        calendarFrom?: ("organisation" | "team")[];
                    };
                };
            };
            /** @description As one has it already */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem422"];
        };
    };
    putPoliciesId: {
        parameters: {
            query?: {
                /** @description `true`: check everything, answer what would be, write nothing */
                dryRun?: "true" | "false";
            };
            header?: {
                /** @description The version that one has seen; another one there: 412 */
                "If-Match"?: string;
                /** @description On GET, the version that one has: 304. On PUT, `*` to create */
                "If-None-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Incidents",
                 *       "order": 10,
                 *       "when": "type == \"incident\"",
                 *       "calendar": "office",
                 *       "clocks": {
                 *         "firstResponse": {
                 *           "targets": {
                 *             "critical": "PT30M",
                 *             "high": "PT2H"
                 *           }
                 *         },
                 *         "resolution": {
                 *           "targets": {
                 *             "critical": "PT4H",
                 *             "high": "PT8H"
                 *           },
                 *           "pausedWhile": [
                 *             "requester"
                 *           ]
                 *         }
                 *       },
                 *       "warnings": [
                 *         75
                 *       ],
                 *       "escalations": [
                 *         {
                 *           "clock": "resolution",
                 *           "at": 100,
                 *           "level": 1,
                 *           "notify": [
                 *             "lead"
                 *           ]
                 *         }
                 *       ],
                 *       "pending": {
                 *         "requester": {
                 *           "nudgeAfter": [
                 *             "PT8H"
                 *           ],
                 *           "resolveAfter": "PT40H"
                 *         }
                 *       },
                 *       "closeAfter": "P3D"
                 *     }
                 */
                "application/json": {
                    calendar: string;
                    clocks: {
                        firstResponse?: {
                            targets: {
                                /** @example PT4H */
                                critical?: string;
                                /** @example PT4H */
                                high?: string;
                                /** @example PT4H */
                                medium?: string;
                                /** @example PT4H */
                                low?: string;
                            };
                            pausedWhile?: ("requester" | "vendor" | "scheduled")[];
                            calendar?: string;
                        };
                        nextReply?: {
                            targets: {
                                /** @example PT4H */
                                critical?: string;
                                /** @example PT4H */
                                high?: string;
                                /** @example PT4H */
                                medium?: string;
                                /** @example PT4H */
                                low?: string;
                            };
                            pausedWhile?: ("requester" | "vendor" | "scheduled")[];
                            calendar?: string;
                        };
                        resolution?: {
                            targets: {
                                /** @example PT4H */
                                critical?: string;
                                /** @example PT4H */
                                high?: string;
                                /** @example PT4H */
                                medium?: string;
                                /** @example PT4H */
                                low?: string;
                            };
                            pausedWhile?: ("requester" | "vendor" | "scheduled")[];
                            calendar?: string;
                        };
                    };
                    warnings?: number[];
                    escalations?: {
                        /** @enum {string} */
                        clock: "firstResponse" | "nextReply" | "resolution";
                        at: number;
                        level: number;
                        notify?: string[];
                        reassign?: string;
                        always?: boolean;
                    }[];
                    pending?: {
                        requester?: {
                            nudgeAfter?: string[];
                            /** @example PT4H */
                            resolveAfter?: string;
                        };
                        vendor?: {
                            nudgeAfter?: string[];
                        };
                        scheduled?: {
                            nudgeAfter?: string[];
                        };
                    };
                    /** @example PT4H */
                    closeAfter?: string;
                    survey?: {
                        /** @example PT4H */
                        delay: string;
                        /** @example PT4H */
                        remindAfter?: string;
                        /** @example PT4H */
                        expireAfter: string;
                        /** @example P3D */
                        quietFor?: string;
                    };
                    name: string;
                    order: number;
                    when: string;
                    /** @description Whose calendar goes before the policy's own: the first that has one */
                    calendarFrom?: ("organisation" | "team")[];
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "calendar": "office",
                     *       "clocks": {
                     *         "firstResponse": {
                     *           "targets": {
                     *             "critical": "PT4H",
                     *             "high": "PT4H",
                     *             "medium": "PT4H",
                     *             "low": "PT4H"
                     *           },
                     *           "pausedWhile": [
                     *             "requester"
                     *           ],
                     *           "calendar": "office"
                     *         },
                     *         "nextReply": {
                     *           "targets": {
                     *             "critical": "PT4H",
                     *             "high": "PT4H",
                     *             "medium": "PT4H",
                     *             "low": "PT4H"
                     *           },
                     *           "pausedWhile": [
                     *             "requester"
                     *           ],
                     *           "calendar": "office"
                     *         },
                     *         "resolution": {
                     *           "targets": {
                     *             "critical": "PT4H",
                     *             "high": "PT4H",
                     *             "medium": "PT4H",
                     *             "low": "PT4H"
                     *           },
                     *           "pausedWhile": [
                     *             "requester"
                     *           ],
                     *           "calendar": "office"
                     *         }
                     *       },
                     *       "warnings": [
                     *         1
                     *       ],
                     *       "escalations": [
                     *         {
                     *           "clock": "firstResponse",
                     *           "at": 1,
                     *           "level": 1,
                     *           "notify": [
                     *             "lead"
                     *           ],
                     *           "reassign": "desk",
                     *           "always": false
                     *         }
                     *       ],
                     *       "pending": {
                     *         "requester": {
                     *           "nudgeAfter": [
                     *             "PT4H"
                     *           ],
                     *           "resolveAfter": "PT4H"
                     *         },
                     *         "vendor": {
                     *           "nudgeAfter": [
                     *             "PT4H"
                     *           ]
                     *         },
                     *         "scheduled": {
                     *           "nudgeAfter": [
                     *             "PT4H"
                     *           ]
                     *         }
                     *       },
                     *       "closeAfter": "PT4H",
                     *       "survey": {
                     *         "delay": "PT4H",
                     *         "remindAfter": "PT4H",
                     *         "expireAfter": "PT4H",
                     *         "quietFor": "P3D"
                     *       },
                     *       "name": "Camille Petit",
                     *       "order": 1,
                     *       "when": "type == \"incident\" && \"vip\" in tags",
                     *       "calendarFrom": [
                     *         "organisation"
                     *       ]
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        calendar: string;
                        clocks: {
                            firstResponse?: {
                                targets: {
                                    /** @example PT4H */
                                    critical?: string;
                                    /** @example PT4H */
                                    high?: string;
                                    /** @example PT4H */
                                    medium?: string;
                                    /** @example PT4H */
                                    low?: string;
                                };
                                pausedWhile?: ("requester" | "vendor" | "scheduled")[];
                                calendar?: string;
                            };
                            nextReply?: {
                                targets: {
                                    /** @example PT4H */
                                    critical?: string;
                                    /** @example PT4H */
                                    high?: string;
                                    /** @example PT4H */
                                    medium?: string;
                                    /** @example PT4H */
                                    low?: string;
                                };
                                pausedWhile?: ("requester" | "vendor" | "scheduled")[];
                                calendar?: string;
                            };
                            resolution?: {
                                targets: {
                                    /** @example PT4H */
                                    critical?: string;
                                    /** @example PT4H */
                                    high?: string;
                                    /** @example PT4H */
                                    medium?: string;
                                    /** @example PT4H */
                                    low?: string;
                                };
                                pausedWhile?: ("requester" | "vendor" | "scheduled")[];
                                calendar?: string;
                            };
                        };
                        warnings?: number[];
                        escalations?: {
                            /** @enum {string} */
                            clock: "firstResponse" | "nextReply" | "resolution";
                            at: number;
                            level: number;
                            notify?: string[];
                            reassign?: string;
                            always?: boolean;
                        }[];
                        pending?: {
                            requester?: {
                                nudgeAfter?: string[];
                                /** @example PT4H */
                                resolveAfter?: string;
                            };
                            vendor?: {
                                nudgeAfter?: string[];
                            };
                            scheduled?: {
                                nudgeAfter?: string[];
                            };
                        };
                        /** @example PT4H */
                        closeAfter?: string;
                        survey?: {
                            /** @example PT4H */
                            delay: string;
                            /** @example PT4H */
                            remindAfter?: string;
                            /** @example PT4H */
                            expireAfter: string;
                            /** @example P3D */
                            quietFor?: string;
                        };
                        name: string;
                        order: number;
                        when: string;
                        /** @description Whose calendar goes before the policy's own: the first that has one */
                        calendarFrom?: ("organisation" | "team")[];
                    };
                };
            };
            /** @description Made; `Location` says where it is */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "calendar": "office",
                     *       "clocks": {
                     *         "firstResponse": {
                     *           "targets": {
                     *             "critical": "PT4H",
                     *             "high": "PT4H",
                     *             "medium": "PT4H",
                     *             "low": "PT4H"
                     *           },
                     *           "pausedWhile": [
                     *             "requester"
                     *           ],
                     *           "calendar": "office"
                     *         },
                     *         "nextReply": {
                     *           "targets": {
                     *             "critical": "PT4H",
                     *             "high": "PT4H",
                     *             "medium": "PT4H",
                     *             "low": "PT4H"
                     *           },
                     *           "pausedWhile": [
                     *             "requester"
                     *           ],
                     *           "calendar": "office"
                     *         },
                     *         "resolution": {
                     *           "targets": {
                     *             "critical": "PT4H",
                     *             "high": "PT4H",
                     *             "medium": "PT4H",
                     *             "low": "PT4H"
                     *           },
                     *           "pausedWhile": [
                     *             "requester"
                     *           ],
                     *           "calendar": "office"
                     *         }
                     *       },
                     *       "warnings": [
                     *         1
                     *       ],
                     *       "escalations": [
                     *         {
                     *           "clock": "firstResponse",
                     *           "at": 1,
                     *           "level": 1,
                     *           "notify": [
                     *             "lead"
                     *           ],
                     *           "reassign": "desk",
                     *           "always": false
                     *         }
                     *       ],
                     *       "pending": {
                     *         "requester": {
                     *           "nudgeAfter": [
                     *             "PT4H"
                     *           ],
                     *           "resolveAfter": "PT4H"
                     *         },
                     *         "vendor": {
                     *           "nudgeAfter": [
                     *             "PT4H"
                     *           ]
                     *         },
                     *         "scheduled": {
                     *           "nudgeAfter": [
                     *             "PT4H"
                     *           ]
                     *         }
                     *       },
                     *       "closeAfter": "PT4H",
                     *       "survey": {
                     *         "delay": "PT4H",
                     *         "remindAfter": "PT4H",
                     *         "expireAfter": "PT4H",
                     *         "quietFor": "P3D"
                     *       },
                     *       "name": "Camille Petit",
                     *       "order": 1,
                     *       "when": "type == \"incident\" && \"vip\" in tags",
                     *       "calendarFrom": [
                     *         "organisation"
                     *       ]
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        calendar: string;
                        clocks: {
                            firstResponse?: {
                                targets: {
                                    /** @example PT4H */
                                    critical?: string;
                                    /** @example PT4H */
                                    high?: string;
                                    /** @example PT4H */
                                    medium?: string;
                                    /** @example PT4H */
                                    low?: string;
                                };
                                pausedWhile?: ("requester" | "vendor" | "scheduled")[];
                                calendar?: string;
                            };
                            nextReply?: {
                                targets: {
                                    /** @example PT4H */
                                    critical?: string;
                                    /** @example PT4H */
                                    high?: string;
                                    /** @example PT4H */
                                    medium?: string;
                                    /** @example PT4H */
                                    low?: string;
                                };
                                pausedWhile?: ("requester" | "vendor" | "scheduled")[];
                                calendar?: string;
                            };
                            resolution?: {
                                targets: {
                                    /** @example PT4H */
                                    critical?: string;
                                    /** @example PT4H */
                                    high?: string;
                                    /** @example PT4H */
                                    medium?: string;
                                    /** @example PT4H */
                                    low?: string;
                                };
                                pausedWhile?: ("requester" | "vendor" | "scheduled")[];
                                calendar?: string;
                            };
                        };
                        warnings?: number[];
                        escalations?: {
                            /** @enum {string} */
                            clock: "firstResponse" | "nextReply" | "resolution";
                            at: number;
                            level: number;
                            notify?: string[];
                            reassign?: string;
                            always?: boolean;
                        }[];
                        pending?: {
                            requester?: {
                                nudgeAfter?: string[];
                                /** @example PT4H */
                                resolveAfter?: string;
                            };
                            vendor?: {
                                nudgeAfter?: string[];
                            };
                            scheduled?: {
                                nudgeAfter?: string[];
                            };
                        };
                        /** @example PT4H */
                        closeAfter?: string;
                        survey?: {
                            /** @example PT4H */
                            delay: string;
                            /** @example PT4H */
                            remindAfter?: string;
                            /** @example PT4H */
                            expireAfter: string;
                            /** @example P3D */
                            quietFor?: string;
                        };
                        name: string;
                        order: number;
                        when: string;
                        /** @description Whose calendar goes before the policy's own: the first that has one */
                        calendarFrom?: ("organisation" | "team")[];
                    };
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    deletePoliciesId: {
        parameters: {
            query?: {
                /** @description `true`: check everything, answer what would be, write nothing */
                dryRun?: "true" | "false";
            };
            header?: {
                /** @description The version that one has seen; another one there: 412 */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to show */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem422"];
        };
    };
    getTeams: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *           "version": 7,
                     *           "name": "Camille Petit",
                     *           "members": [
                     *             "0199b1d2-7c1e-7000-8000-000000000001"
                     *           ],
                     *           "assignment": "manual",
                     *           "acceptWithin": "desk",
                     *           "returnAtShiftEnd": false,
                     *           "calendar": "office"
                     *         }
                     *       ],
                     *       "page": {
                     *         "nextCursor": null,
                     *         "hasMore": false
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: {
                            id: string;
                            version: number;
                            name: string;
                            members: string[];
                            /** @enum {string} */
                            assignment: "manual" | "roundRobin" | "leastLoaded";
                            acceptWithin?: string;
                            returnAtShiftEnd?: boolean;
                            calendar?: string;
                        }[];
                        page: components["schemas"]["Page"];
                    };
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getTeamsId: {
        parameters: {
            query?: never;
            header?: {
                /** @description On GET, the version that one has: 304. On PUT, `*` to create */
                "If-None-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "name": "Camille Petit",
                     *       "members": [
                     *         "0199b1d2-7c1e-7000-8000-000000000001"
                     *       ],
                     *       "assignment": "manual",
                     *       "acceptWithin": "desk",
                     *       "returnAtShiftEnd": false,
                     *       "calendar": "office"
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        name: string;
                        members: string[];
                        /** @enum {string} */
                        assignment: "manual" | "roundRobin" | "leastLoaded";
                        acceptWithin?: string;
                        returnAtShiftEnd?: boolean;
                        calendar?: string;
                    };
                };
            };
            /** @description As one has it already */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem422"];
        };
    };
    putTeamsId: {
        parameters: {
            query?: {
                /** @description `true`: check everything, answer what would be, write nothing */
                dryRun?: "true" | "false";
            };
            header?: {
                /** @description The version that one has seen; another one there: 412 */
                "If-Match"?: string;
                /** @description On GET, the version that one has: 304. On PUT, `*` to create */
                "If-None-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Service desk",
                 *       "members": [],
                 *       "assignment": "leastLoaded",
                 *       "acceptWithin": "PT30M"
                 *     }
                 */
                "application/json": {
                    name: string;
                    members: string[];
                    /** @enum {string} */
                    assignment: "manual" | "roundRobin" | "leastLoaded";
                    acceptWithin?: string;
                    returnAtShiftEnd?: boolean;
                    calendar?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "name": "Camille Petit",
                     *       "members": [
                     *         "0199b1d2-7c1e-7000-8000-000000000001"
                     *       ],
                     *       "assignment": "manual",
                     *       "acceptWithin": "desk",
                     *       "returnAtShiftEnd": false,
                     *       "calendar": "office"
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        name: string;
                        members: string[];
                        /** @enum {string} */
                        assignment: "manual" | "roundRobin" | "leastLoaded";
                        acceptWithin?: string;
                        returnAtShiftEnd?: boolean;
                        calendar?: string;
                    };
                };
            };
            /** @description Made; `Location` says where it is */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "name": "Camille Petit",
                     *       "members": [
                     *         "0199b1d2-7c1e-7000-8000-000000000001"
                     *       ],
                     *       "assignment": "manual",
                     *       "acceptWithin": "desk",
                     *       "returnAtShiftEnd": false,
                     *       "calendar": "office"
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        name: string;
                        members: string[];
                        /** @enum {string} */
                        assignment: "manual" | "roundRobin" | "leastLoaded";
                        acceptWithin?: string;
                        returnAtShiftEnd?: boolean;
                        calendar?: string;
                    };
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    deleteTeamsId: {
        parameters: {
            query?: {
                /** @description `true`: check everything, answer what would be, write nothing */
                dryRun?: "true" | "false";
            };
            header?: {
                /** @description The version that one has seen; another one there: 412 */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to show */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem422"];
        };
    };
    getOrganisations: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *           "version": 7,
                     *           "name": "Camille Petit",
                     *           "sharesTickets": false,
                     *           "calendar": "office"
                     *         }
                     *       ],
                     *       "page": {
                     *         "nextCursor": null,
                     *         "hasMore": false
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: {
                            id: string;
                            version: number;
                            name: string;
                            /** @default false */
                            sharesTickets: boolean;
                            calendar?: string;
                        }[];
                        page: components["schemas"]["Page"];
                    };
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getOrganisationsId: {
        parameters: {
            query?: never;
            header?: {
                /** @description On GET, the version that one has: 304. On PUT, `*` to create */
                "If-None-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "name": "Camille Petit",
                     *       "sharesTickets": false,
                     *       "calendar": "office"
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        name: string;
                        /** @default false */
                        sharesTickets: boolean;
                        calendar?: string;
                    };
                };
            };
            /** @description As one has it already */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem422"];
        };
    };
    putOrganisationsId: {
        parameters: {
            query?: {
                /** @description `true`: check everything, answer what would be, write nothing */
                dryRun?: "true" | "false";
            };
            header?: {
                /** @description The version that one has seen; another one there: 412 */
                "If-Match"?: string;
                /** @description On GET, the version that one has: 304. On PUT, `*` to create */
                "If-None-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Camille Petit",
                 *       "sharesTickets": false,
                 *       "calendar": "office"
                 *     }
                 */
                "application/json": {
                    name: string;
                    /** @default false */
                    sharesTickets?: boolean;
                    calendar?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "name": "Camille Petit",
                     *       "sharesTickets": false,
                     *       "calendar": "office"
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        name: string;
                        /** @default false */
                        sharesTickets: boolean;
                        calendar?: string;
                    };
                };
            };
            /** @description Made; `Location` says where it is */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "name": "Camille Petit",
                     *       "sharesTickets": false,
                     *       "calendar": "office"
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        name: string;
                        /** @default false */
                        sharesTickets: boolean;
                        calendar?: string;
                    };
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    deleteOrganisationsId: {
        parameters: {
            query?: {
                /** @description `true`: check everything, answer what would be, write nothing */
                dryRun?: "true" | "false";
            };
            header?: {
                /** @description The version that one has seen; another one there: 412 */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to show */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem422"];
        };
    };
    getAgents: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *           "version": 7,
                     *           "skills": [
                     *             "desk"
                     *           ],
                     *           "capacity": 1,
                     *           "presence": "online",
                     *           "calendar": "office"
                     *         }
                     *       ],
                     *       "page": {
                     *         "nextCursor": null,
                     *         "hasMore": false
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: {
                            id: string;
                            version: number;
                            skills: string[];
                            capacity: number;
                            /** @enum {string} */
                            presence: "online" | "away" | "off";
                            calendar?: string;
                        }[];
                        page: components["schemas"]["Page"];
                    };
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getAgentsId: {
        parameters: {
            query?: never;
            header?: {
                /** @description On GET, the version that one has: 304. On PUT, `*` to create */
                "If-None-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "skills": [
                     *         "desk"
                     *       ],
                     *       "capacity": 1,
                     *       "presence": "online",
                     *       "calendar": "office"
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        skills: string[];
                        capacity: number;
                        /** @enum {string} */
                        presence: "online" | "away" | "off";
                        calendar?: string;
                    };
                };
            };
            /** @description As one has it already */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem422"];
        };
    };
    putAgentsId: {
        parameters: {
            query?: {
                /** @description `true`: check everything, answer what would be, write nothing */
                dryRun?: "true" | "false";
            };
            header?: {
                /** @description The version that one has seen; another one there: 412 */
                "If-Match"?: string;
                /** @description On GET, the version that one has: 304. On PUT, `*` to create */
                "If-None-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "skills": [
                 *         "mail"
                 *       ],
                 *       "capacity": 10,
                 *       "presence": "online"
                 *     }
                 */
                "application/json": {
                    skills: string[];
                    capacity: number;
                    /** @enum {string} */
                    presence: "online" | "away" | "off";
                    calendar?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "skills": [
                     *         "desk"
                     *       ],
                     *       "capacity": 1,
                     *       "presence": "online",
                     *       "calendar": "office"
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        skills: string[];
                        capacity: number;
                        /** @enum {string} */
                        presence: "online" | "away" | "off";
                        calendar?: string;
                    };
                };
            };
            /** @description Made; `Location` says where it is */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "skills": [
                     *         "desk"
                     *       ],
                     *       "capacity": 1,
                     *       "presence": "online",
                     *       "calendar": "office"
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        skills: string[];
                        capacity: number;
                        /** @enum {string} */
                        presence: "online" | "away" | "off";
                        calendar?: string;
                    };
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    deleteAgentsId: {
        parameters: {
            query?: {
                /** @description `true`: check everything, answer what would be, write nothing */
                dryRun?: "true" | "false";
            };
            header?: {
                /** @description The version that one has seen; another one there: 412 */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to show */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem422"];
        };
    };
    getTriageRulesVersions: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "version": 7,
                     *           "current": false,
                     *           "createdAt": "2026-11-20T16:50:00.000Z",
                     *           "createdBy": "desk"
                     *         }
                     *       ],
                     *       "page": {
                     *         "nextCursor": null,
                     *         "hasMore": false
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: {
                            version: number;
                            /** @description It holds now */
                            current: boolean;
                            /**
                             * Format: date-time
                             * @example 2026-11-20T16:50:00.000Z
                             */
                            createdAt: string;
                            /** @description Id of a person or a key; null: the installation itself */
                            createdBy: string | null;
                        }[];
                        page: components["schemas"]["Page"];
                    };
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getTriageRulesVersionsVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A former version */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "rules": [
                     *         {
                     *           "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *           "when": "type == \"incident\" && \"vip\" in tags",
                     *           "set": {
                     *             "type": "incident",
                     *             "impact": "high",
                     *             "urgency": "high",
                     *             "team": "desk",
                     *             "tags": [
                     *               "mail"
                     *             ]
                     *           }
                     *         }
                     *       ],
                     *       "current": false,
                     *       "createdAt": "2026-11-20T16:50:00.000Z",
                     *       "createdBy": "desk"
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        rules: {
                            id: string;
                            when: string;
                            set: {
                                /** @enum {string} */
                                type?: "incident" | "alert" | "request";
                                /** @enum {string} */
                                impact?: "high" | "medium" | "low";
                                /** @enum {string} */
                                urgency?: "high" | "medium" | "low";
                                team?: string;
                                tags?: string[];
                            };
                        }[];
                        /** @description It holds now */
                        current: boolean;
                        /**
                         * Format: date-time
                         * @example 2026-11-20T16:50:00.000Z
                         */
                        createdAt: string;
                        /** @description Id of a person or a key; null: the installation itself */
                        createdBy: string | null;
                    };
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getTriageRules: {
        parameters: {
            query?: never;
            header?: {
                /** @description On GET, the version that one has: 304. On PUT, `*` to create */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "rules": [
                     *         {
                     *           "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *           "when": "type == \"incident\" && \"vip\" in tags",
                     *           "set": {
                     *             "type": "incident",
                     *             "impact": "high",
                     *             "urgency": "high",
                     *             "team": "desk",
                     *             "tags": [
                     *               "mail"
                     *             ]
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        rules: {
                            id: string;
                            when: string;
                            set: {
                                /** @enum {string} */
                                type?: "incident" | "alert" | "request";
                                /** @enum {string} */
                                impact?: "high" | "medium" | "low";
                                /** @enum {string} */
                                urgency?: "high" | "medium" | "low";
                                team?: string;
                                tags?: string[];
                            };
                        }[];
                    };
                };
            };
            /** @description As one has it already */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem422"];
        };
    };
    putTriageRules: {
        parameters: {
            query?: {
                /** @description `true`: check everything, answer what would be, write nothing */
                dryRun?: "true" | "false";
            };
            header?: {
                /** @description The version that one has seen; another one there: 412 */
                "If-Match"?: string;
                /** @description On GET, the version that one has: 304. On PUT, `*` to create */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "rules": [
                 *         {
                 *           "id": "vip",
                 *           "when": "\"vip\" in tags",
                 *           "set": {
                 *             "urgency": "high",
                 *             "team": "desk"
                 *           }
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    rules: {
                        id: string;
                        when: string;
                        set: {
                            /** @enum {string} */
                            type?: "incident" | "alert" | "request";
                            /** @enum {string} */
                            impact?: "high" | "medium" | "low";
                            /** @enum {string} */
                            urgency?: "high" | "medium" | "low";
                            team?: string;
                            tags?: string[];
                        };
                    }[];
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "rules": [
                     *         {
                     *           "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *           "when": "type == \"incident\" && \"vip\" in tags",
                     *           "set": {
                     *             "type": "incident",
                     *             "impact": "high",
                     *             "urgency": "high",
                     *             "team": "desk",
                     *             "tags": [
                     *               "mail"
                     *             ]
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        rules: {
                            id: string;
                            when: string;
                            set: {
                                /** @enum {string} */
                                type?: "incident" | "alert" | "request";
                                /** @enum {string} */
                                impact?: "high" | "medium" | "low";
                                /** @enum {string} */
                                urgency?: "high" | "medium" | "low";
                                team?: string;
                                tags?: string[];
                            };
                        }[];
                    };
                };
            };
            /** @description Made; `Location` says where it is */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "rules": [
                     *         {
                     *           "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *           "when": "type == \"incident\" && \"vip\" in tags",
                     *           "set": {
                     *             "type": "incident",
                     *             "impact": "high",
                     *             "urgency": "high",
                     *             "team": "desk",
                     *             "tags": [
                     *               "mail"
                     *             ]
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        rules: {
                            id: string;
                            when: string;
                            set: {
                                /** @enum {string} */
                                type?: "incident" | "alert" | "request";
                                /** @enum {string} */
                                impact?: "high" | "medium" | "low";
                                /** @enum {string} */
                                urgency?: "high" | "medium" | "low";
                                team?: string;
                                tags?: string[];
                            };
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    deleteTriageRules: {
        parameters: {
            query?: {
                /** @description `true`: check everything, answer what would be, write nothing */
                dryRun?: "true" | "false";
            };
            header?: {
                /** @description The version that one has seen; another one there: 412 */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to show */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem422"];
        };
    };
    getMatrixVersions: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "version": 7,
                     *           "current": false,
                     *           "createdAt": "2026-11-20T16:50:00.000Z",
                     *           "createdBy": "desk"
                     *         }
                     *       ],
                     *       "page": {
                     *         "nextCursor": null,
                     *         "hasMore": false
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: {
                            version: number;
                            /** @description It holds now */
                            current: boolean;
                            /**
                             * Format: date-time
                             * @example 2026-11-20T16:50:00.000Z
                             */
                            createdAt: string;
                            /** @description Id of a person or a key; null: the installation itself */
                            createdBy: string | null;
                        }[];
                        page: components["schemas"]["Page"];
                    };
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getMatrixVersionsVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A former version */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "cells": {
                     *         "high": {
                     *           "high": "critical",
                     *           "medium": "critical",
                     *           "low": "critical"
                     *         },
                     *         "medium": {
                     *           "high": "critical",
                     *           "medium": "critical",
                     *           "low": "critical"
                     *         },
                     *         "low": {
                     *           "high": "critical",
                     *           "medium": "critical",
                     *           "low": "critical"
                     *         }
                     *       },
                     *       "current": false,
                     *       "createdAt": "2026-11-20T16:50:00.000Z",
                     *       "createdBy": "desk"
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        cells: {
                            high: {
                                /** @enum {string} */
                                high: "critical" | "high" | "medium" | "low";
                                /** @enum {string} */
                                medium: "critical" | "high" | "medium" | "low";
                                /** @enum {string} */
                                low: "critical" | "high" | "medium" | "low";
                            };
                            medium: {
                                /** @enum {string} */
                                high: "critical" | "high" | "medium" | "low";
                                /** @enum {string} */
                                medium: "critical" | "high" | "medium" | "low";
                                /** @enum {string} */
                                low: "critical" | "high" | "medium" | "low";
                            };
                            low: {
                                /** @enum {string} */
                                high: "critical" | "high" | "medium" | "low";
                                /** @enum {string} */
                                medium: "critical" | "high" | "medium" | "low";
                                /** @enum {string} */
                                low: "critical" | "high" | "medium" | "low";
                            };
                        };
                        /** @description It holds now */
                        current: boolean;
                        /**
                         * Format: date-time
                         * @example 2026-11-20T16:50:00.000Z
                         */
                        createdAt: string;
                        /** @description Id of a person or a key; null: the installation itself */
                        createdBy: string | null;
                    };
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getMatrix: {
        parameters: {
            query?: never;
            header?: {
                /** @description On GET, the version that one has: 304. On PUT, `*` to create */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "cells": {
                     *         "high": {
                     *           "high": "critical",
                     *           "medium": "critical",
                     *           "low": "critical"
                     *         },
                     *         "medium": {
                     *           "high": "critical",
                     *           "medium": "critical",
                     *           "low": "critical"
                     *         },
                     *         "low": {
                     *           "high": "critical",
                     *           "medium": "critical",
                     *           "low": "critical"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        cells: {
                            high: {
                                /** @enum {string} */
                                high: "critical" | "high" | "medium" | "low";
                                /** @enum {string} */
                                medium: "critical" | "high" | "medium" | "low";
                                /** @enum {string} */
                                low: "critical" | "high" | "medium" | "low";
                            };
                            medium: {
                                /** @enum {string} */
                                high: "critical" | "high" | "medium" | "low";
                                /** @enum {string} */
                                medium: "critical" | "high" | "medium" | "low";
                                /** @enum {string} */
                                low: "critical" | "high" | "medium" | "low";
                            };
                            low: {
                                /** @enum {string} */
                                high: "critical" | "high" | "medium" | "low";
                                /** @enum {string} */
                                medium: "critical" | "high" | "medium" | "low";
                                /** @enum {string} */
                                low: "critical" | "high" | "medium" | "low";
                            };
                        };
                    };
                };
            };
            /** @description As one has it already */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem422"];
        };
    };
    putMatrix: {
        parameters: {
            query?: {
                /** @description `true`: check everything, answer what would be, write nothing */
                dryRun?: "true" | "false";
            };
            header?: {
                /** @description The version that one has seen; another one there: 412 */
                "If-Match"?: string;
                /** @description On GET, the version that one has: 304. On PUT, `*` to create */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "cells": {
                 *         "high": {
                 *           "high": "critical",
                 *           "medium": "critical",
                 *           "low": "critical"
                 *         },
                 *         "medium": {
                 *           "high": "critical",
                 *           "medium": "critical",
                 *           "low": "critical"
                 *         },
                 *         "low": {
                 *           "high": "critical",
                 *           "medium": "critical",
                 *           "low": "critical"
                 *         }
                 *       }
                 *     }
                 */
                "application/json": {
                    cells: {
                        high: {
                            /** @enum {string} */
                            high: "critical" | "high" | "medium" | "low";
                            /** @enum {string} */
                            medium: "critical" | "high" | "medium" | "low";
                            /** @enum {string} */
                            low: "critical" | "high" | "medium" | "low";
                        };
                        medium: {
                            /** @enum {string} */
                            high: "critical" | "high" | "medium" | "low";
                            /** @enum {string} */
                            medium: "critical" | "high" | "medium" | "low";
                            /** @enum {string} */
                            low: "critical" | "high" | "medium" | "low";
                        };
                        low: {
                            /** @enum {string} */
                            high: "critical" | "high" | "medium" | "low";
                            /** @enum {string} */
                            medium: "critical" | "high" | "medium" | "low";
                            /** @enum {string} */
                            low: "critical" | "high" | "medium" | "low";
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "cells": {
                     *         "high": {
                     *           "high": "critical",
                     *           "medium": "critical",
                     *           "low": "critical"
                     *         },
                     *         "medium": {
                     *           "high": "critical",
                     *           "medium": "critical",
                     *           "low": "critical"
                     *         },
                     *         "low": {
                     *           "high": "critical",
                     *           "medium": "critical",
                     *           "low": "critical"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        cells: {
                            high: {
                                /** @enum {string} */
                                high: "critical" | "high" | "medium" | "low";
                                /** @enum {string} */
                                medium: "critical" | "high" | "medium" | "low";
                                /** @enum {string} */
                                low: "critical" | "high" | "medium" | "low";
                            };
                            medium: {
                                /** @enum {string} */
                                high: "critical" | "high" | "medium" | "low";
                                /** @enum {string} */
                                medium: "critical" | "high" | "medium" | "low";
                                /** @enum {string} */
                                low: "critical" | "high" | "medium" | "low";
                            };
                            low: {
                                /** @enum {string} */
                                high: "critical" | "high" | "medium" | "low";
                                /** @enum {string} */
                                medium: "critical" | "high" | "medium" | "low";
                                /** @enum {string} */
                                low: "critical" | "high" | "medium" | "low";
                            };
                        };
                    };
                };
            };
            /** @description Made; `Location` says where it is */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "cells": {
                     *         "high": {
                     *           "high": "critical",
                     *           "medium": "critical",
                     *           "low": "critical"
                     *         },
                     *         "medium": {
                     *           "high": "critical",
                     *           "medium": "critical",
                     *           "low": "critical"
                     *         },
                     *         "low": {
                     *           "high": "critical",
                     *           "medium": "critical",
                     *           "low": "critical"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        cells: {
                            high: {
                                /** @enum {string} */
                                high: "critical" | "high" | "medium" | "low";
                                /** @enum {string} */
                                medium: "critical" | "high" | "medium" | "low";
                                /** @enum {string} */
                                low: "critical" | "high" | "medium" | "low";
                            };
                            medium: {
                                /** @enum {string} */
                                high: "critical" | "high" | "medium" | "low";
                                /** @enum {string} */
                                medium: "critical" | "high" | "medium" | "low";
                                /** @enum {string} */
                                low: "critical" | "high" | "medium" | "low";
                            };
                            low: {
                                /** @enum {string} */
                                high: "critical" | "high" | "medium" | "low";
                                /** @enum {string} */
                                medium: "critical" | "high" | "medium" | "low";
                                /** @enum {string} */
                                low: "critical" | "high" | "medium" | "low";
                            };
                        };
                    };
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    deleteMatrix: {
        parameters: {
            query?: {
                /** @description `true`: check everything, answer what would be, write nothing */
                dryRun?: "true" | "false";
            };
            header?: {
                /** @description The version that one has seen; another one there: 412 */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to show */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem422"];
        };
    };
    getWebhooks: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *           "version": 7,
                     *           "url": "https://crm.example/hooks/guichet",
                     *           "description": "Since this morning nothing comes in, and what I send stays in the outbox.",
                     *           "events": [],
                     *           "internal": false,
                     *           "active": true
                     *         }
                     *       ],
                     *       "page": {
                     *         "nextCursor": null,
                     *         "hasMore": false
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: {
                            id: string;
                            version: number;
                            /**
                             * @description https://…
                             * @example https://crm.example/hooks/guichet
                             */
                            url: string;
                            /** @default  */
                            description: string;
                            /**
                             * @description Kinds of events; none: all
                             * @default []
                             */
                            events: string[];
                            /**
                             * @description Also internal comments and files
                             * @default false
                             */
                            internal: boolean;
                            /**
                             * @description False: hears of nothing that happens from now on
                             * @default true
                             */
                            active: boolean;
                        }[];
                        page: components["schemas"]["Page"];
                    };
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getWebhooksId: {
        parameters: {
            query?: never;
            header?: {
                /** @description On GET, the version that one has: 304. On PUT, `*` to create */
                "If-None-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "url": "https://crm.example/hooks/guichet",
                     *       "description": "Since this morning nothing comes in, and what I send stays in the outbox.",
                     *       "events": [],
                     *       "internal": false,
                     *       "active": true
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        /**
                         * @description https://…
                         * @example https://crm.example/hooks/guichet
                         */
                        url: string;
                        /** @default  */
                        description: string;
                        /**
                         * @description Kinds of events; none: all
                         * @default []
                         */
                        events: string[];
                        /**
                         * @description Also internal comments and files
                         * @default false
                         */
                        internal: boolean;
                        /**
                         * @description False: hears of nothing that happens from now on
                         * @default true
                         */
                        active: boolean;
                    };
                };
            };
            /** @description As one has it already */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem422"];
        };
    };
    putWebhooksId: {
        parameters: {
            query?: {
                /** @description `true`: check everything, answer what would be, write nothing */
                dryRun?: "true" | "false";
            };
            header?: {
                /** @description The version that one has seen; another one there: 412 */
                "If-Match"?: string;
                /** @description On GET, the version that one has: 304. On PUT, `*` to create */
                "If-None-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "url": "https://crm.example/hooks/guichet",
                 *       "events": [
                 *         "received",
                 *         "resolved"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /**
                     * @description https://…
                     * @example https://crm.example/hooks/guichet
                     */
                    url: string;
                    /** @default  */
                    description?: string;
                    /**
                     * @description Kinds of events; none: all
                     * @default []
                     */
                    events?: string[];
                    /**
                     * @description Also internal comments and files
                     * @default false
                     */
                    internal?: boolean;
                    /**
                     * @description False: hears of nothing that happens from now on
                     * @default true
                     */
                    active?: boolean;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "url": "https://crm.example/hooks/guichet",
                     *       "description": "Since this morning nothing comes in, and what I send stays in the outbox.",
                     *       "events": [],
                     *       "internal": false,
                     *       "active": true
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        /**
                         * @description https://…
                         * @example https://crm.example/hooks/guichet
                         */
                        url: string;
                        /** @default  */
                        description: string;
                        /**
                         * @description Kinds of events; none: all
                         * @default []
                         */
                        events: string[];
                        /**
                         * @description Also internal comments and files
                         * @default false
                         */
                        internal: boolean;
                        /**
                         * @description False: hears of nothing that happens from now on
                         * @default true
                         */
                        active: boolean;
                    };
                };
            };
            /** @description Made; `Location` says where it is */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "url": "https://crm.example/hooks/guichet",
                     *       "description": "Since this morning nothing comes in, and what I send stays in the outbox.",
                     *       "events": [],
                     *       "internal": false,
                     *       "active": true,
                     *       "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        /**
                         * @description https://…
                         * @example https://crm.example/hooks/guichet
                         */
                        url: string;
                        /** @default  */
                        description: string;
                        /**
                         * @description Kinds of events; none: all
                         * @default []
                         */
                        events: string[];
                        /**
                         * @description Also internal comments and files
                         * @default false
                         */
                        internal: boolean;
                        /**
                         * @description False: hears of nothing that happens from now on
                         * @default true
                         */
                        active: boolean;
                        /**
                         * @description Shown now and never again
                         * @example whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
                         */
                        secret: string;
                    };
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    deleteWebhooksId: {
        parameters: {
            query?: {
                /** @description `true`: check everything, answer what would be, write nothing */
                dryRun?: "true" | "false";
            };
            header?: {
                /** @description The version that one has seen; another one there: 412 */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to show */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem422"];
        };
    };
    getMailPolicyVersions: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "version": 7,
                     *           "current": false,
                     *           "createdAt": "2026-11-20T16:50:00.000Z",
                     *           "createdBy": "desk"
                     *         }
                     *       ],
                     *       "page": {
                     *         "nextCursor": null,
                     *         "hasMore": false
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: {
                            version: number;
                            /** @description It holds now */
                            current: boolean;
                            /**
                             * Format: date-time
                             * @example 2026-11-20T16:50:00.000Z
                             */
                            createdAt: string;
                            /** @description Id of a person or a key; null: the installation itself */
                            createdBy: string | null;
                        }[];
                        page: components["schemas"]["Page"];
                    };
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getMailPolicyVersionsVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A former version */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "unknownSenders": "open",
                     *       "domains": [
                     *         {
                     *           "domain": "example.org",
                     *           "organisation": "example-org"
                     *         }
                     *       ],
                     *       "trustedHosts": [
                     *         "desk"
                     *       ],
                     *       "perHour": 1,
                     *       "current": false,
                     *       "createdAt": "2026-11-20T16:50:00.000Z",
                     *       "createdBy": "desk"
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        /**
                         * @description Mail of those whom nobody knows opens tickets, is held for a lead, or is refused once, politely
                         * @enum {string}
                         */
                        unknownSenders: "open" | "hold" | "refuse";
                        /** @description Whose mail opens tickets: whoever writes from there becomes a requester */
                        domains: {
                            domain: string;
                            organisation: string;
                        }[];
                        /** @description Whose `Authentication-Results` are believed */
                        trustedHosts: string[];
                        /** @description Mails of one sender; more are held */
                        perHour: number;
                        /** @description It holds now */
                        current: boolean;
                        /**
                         * Format: date-time
                         * @example 2026-11-20T16:50:00.000Z
                         */
                        createdAt: string;
                        /** @description Id of a person or a key; null: the installation itself */
                        createdBy: string | null;
                    };
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getMailPolicy: {
        parameters: {
            query?: never;
            header?: {
                /** @description On GET, the version that one has: 304. On PUT, `*` to create */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "unknownSenders": "open",
                     *       "domains": [
                     *         {
                     *           "domain": "example.org",
                     *           "organisation": "example-org"
                     *         }
                     *       ],
                     *       "trustedHosts": [
                     *         "desk"
                     *       ],
                     *       "perHour": 1
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        /**
                         * @description Mail of those whom nobody knows opens tickets, is held for a lead, or is refused once, politely
                         * @enum {string}
                         */
                        unknownSenders: "open" | "hold" | "refuse";
                        /** @description Whose mail opens tickets: whoever writes from there becomes a requester */
                        domains: {
                            domain: string;
                            organisation: string;
                        }[];
                        /** @description Whose `Authentication-Results` are believed */
                        trustedHosts: string[];
                        /** @description Mails of one sender; more are held */
                        perHour: number;
                    };
                };
            };
            /** @description As one has it already */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem422"];
        };
    };
    putMailPolicy: {
        parameters: {
            query?: {
                /** @description `true`: check everything, answer what would be, write nothing */
                dryRun?: "true" | "false";
            };
            header?: {
                /** @description The version that one has seen; another one there: 412 */
                "If-Match"?: string;
                /** @description On GET, the version that one has: 304. On PUT, `*` to create */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "unknownSenders": "open",
                 *       "domains": [
                 *         {
                 *           "domain": "example.org",
                 *           "organisation": "example-org"
                 *         }
                 *       ],
                 *       "trustedHosts": [
                 *         "desk"
                 *       ],
                 *       "perHour": 1
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Mail of those whom nobody knows opens tickets, is held for a lead, or is refused once, politely
                     * @enum {string}
                     */
                    unknownSenders: "open" | "hold" | "refuse";
                    /** @description Whose mail opens tickets: whoever writes from there becomes a requester */
                    domains: {
                        domain: string;
                        organisation: string;
                    }[];
                    /** @description Whose `Authentication-Results` are believed */
                    trustedHosts: string[];
                    /** @description Mails of one sender; more are held */
                    perHour: number;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "unknownSenders": "open",
                     *       "domains": [
                     *         {
                     *           "domain": "example.org",
                     *           "organisation": "example-org"
                     *         }
                     *       ],
                     *       "trustedHosts": [
                     *         "desk"
                     *       ],
                     *       "perHour": 1
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        /**
                         * @description Mail of those whom nobody knows opens tickets, is held for a lead, or is refused once, politely
                         * @enum {string}
                         */
                        unknownSenders: "open" | "hold" | "refuse";
                        /** @description Whose mail opens tickets: whoever writes from there becomes a requester */
                        domains: {
                            domain: string;
                            organisation: string;
                        }[];
                        /** @description Whose `Authentication-Results` are believed */
                        trustedHosts: string[];
                        /** @description Mails of one sender; more are held */
                        perHour: number;
                    };
                };
            };
            /** @description Made; `Location` says where it is */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "unknownSenders": "open",
                     *       "domains": [
                     *         {
                     *           "domain": "example.org",
                     *           "organisation": "example-org"
                     *         }
                     *       ],
                     *       "trustedHosts": [
                     *         "desk"
                     *       ],
                     *       "perHour": 1
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        /**
                         * @description Mail of those whom nobody knows opens tickets, is held for a lead, or is refused once, politely
                         * @enum {string}
                         */
                        unknownSenders: "open" | "hold" | "refuse";
                        /** @description Whose mail opens tickets: whoever writes from there becomes a requester */
                        domains: {
                            domain: string;
                            organisation: string;
                        }[];
                        /** @description Whose `Authentication-Results` are believed */
                        trustedHosts: string[];
                        /** @description Mails of one sender; more are held */
                        perHour: number;
                    };
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    deleteMailPolicy: {
        parameters: {
            query?: {
                /** @description `true`: check everything, answer what would be, write nothing */
                dryRun?: "true" | "false";
            };
            header?: {
                /** @description The version that one has seen; another one there: 412 */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to show */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem422"];
        };
    };
    getProblemDetectionVersions: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "version": 7,
                     *           "current": false,
                     *           "createdAt": "2026-11-20T16:50:00.000Z",
                     *           "createdBy": "desk"
                     *         }
                     *       ],
                     *       "page": {
                     *         "nextCursor": null,
                     *         "hasMore": false
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: {
                            version: number;
                            /** @description It holds now */
                            current: boolean;
                            /**
                             * Format: date-time
                             * @example 2026-11-20T16:50:00.000Z
                             */
                            createdAt: string;
                            /** @description Id of a person or a key; null: the installation itself */
                            createdBy: string | null;
                        }[];
                        page: components["schemas"]["Page"];
                    };
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getProblemDetectionVersionsVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A former version */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "window": "P7D",
                     *       "quietFor": "P14D",
                     *       "ways": {
                     *         "fingerprint": {
                     *           "tickets": 2
                     *         },
                     *         "field": {
                     *           "tickets": 2,
                     *           "requesters": 1,
                     *           "fields": [
                     *             "desk"
                     *           ]
                     *         },
                     *         "subject": {
                     *           "tickets": 2,
                     *           "requesters": 1,
                     *           "likeness": 1
                     *         },
                     *         "tag": {
                     *           "tickets": 2,
                     *           "requesters": 1,
                     *           "ignore": [
                     *             "desk"
                     *           ]
                     *         }
                     *       },
                     *       "current": false,
                     *       "createdAt": "2026-11-20T16:50:00.000Z",
                     *       "createdBy": "desk"
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        /**
                         * @description How far back tickets count
                         * @example P7D
                         */
                        window: string;
                        /**
                         * @description For so long nothing is heard of a cause that was dismissed
                         * @example P14D
                         */
                        quietFor: string;
                        /** @description A way that is absent is not looked by; none: nothing is looked for */
                        ways: {
                            /** @description Alerts that come again and again */
                            fingerprint?: {
                                /** @description So many tickets in the window make a proposal */
                                tickets: number;
                            };
                            /** @description The same choice in one of these custom fields: a category, a service, a site */
                            field?: {
                                /** @description So many tickets in the window make a proposal */
                                tickets: number;
                                /** @description By so many people */
                                requesters: number;
                                fields: string[];
                            };
                            subject?: {
                                /** @description So many tickets in the window make a proposal */
                                tickets: number;
                                /** @description By so many people */
                                requesters: number;
                                /** @description From which two subjects are alike */
                                likeness: number;
                            };
                            /** @description The same tag, but for those that say nothing of a cause */
                            tag?: {
                                /** @description So many tickets in the window make a proposal */
                                tickets: number;
                                /** @description By so many people */
                                requesters: number;
                                ignore: string[];
                            };
                        };
                        /** @description It holds now */
                        current: boolean;
                        /**
                         * Format: date-time
                         * @example 2026-11-20T16:50:00.000Z
                         */
                        createdAt: string;
                        /** @description Id of a person or a key; null: the installation itself */
                        createdBy: string | null;
                    };
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getProblemDetection: {
        parameters: {
            query?: never;
            header?: {
                /** @description On GET, the version that one has: 304. On PUT, `*` to create */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "window": "P7D",
                     *       "quietFor": "P14D",
                     *       "ways": {
                     *         "fingerprint": {
                     *           "tickets": 2
                     *         },
                     *         "field": {
                     *           "tickets": 2,
                     *           "requesters": 1,
                     *           "fields": [
                     *             "desk"
                     *           ]
                     *         },
                     *         "subject": {
                     *           "tickets": 2,
                     *           "requesters": 1,
                     *           "likeness": 1
                     *         },
                     *         "tag": {
                     *           "tickets": 2,
                     *           "requesters": 1,
                     *           "ignore": [
                     *             "desk"
                     *           ]
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        /**
                         * @description How far back tickets count
                         * @example P7D
                         */
                        window: string;
                        /**
                         * @description For so long nothing is heard of a cause that was dismissed
                         * @example P14D
                         */
                        quietFor: string;
                        /** @description A way that is absent is not looked by; none: nothing is looked for */
                        ways: {
                            /** @description Alerts that come again and again */
                            fingerprint?: {
                                /** @description So many tickets in the window make a proposal */
                                tickets: number;
                            };
                            /** @description The same choice in one of these custom fields: a category, a service, a site */
                            field?: {
                                /** @description So many tickets in the window make a proposal */
                                tickets: number;
                                /** @description By so many people */
                                requesters: number;
                                fields: string[];
                            };
                            subject?: {
                                /** @description So many tickets in the window make a proposal */
                                tickets: number;
                                /** @description By so many people */
                                requesters: number;
                                /** @description From which two subjects are alike */
                                likeness: number;
                            };
                            /** @description The same tag, but for those that say nothing of a cause */
                            tag?: {
                                /** @description So many tickets in the window make a proposal */
                                tickets: number;
                                /** @description By so many people */
                                requesters: number;
                                ignore: string[];
                            };
                        };
                    };
                };
            };
            /** @description As one has it already */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem422"];
        };
    };
    putProblemDetection: {
        parameters: {
            query?: {
                /** @description `true`: check everything, answer what would be, write nothing */
                dryRun?: "true" | "false";
            };
            header?: {
                /** @description The version that one has seen; another one there: 412 */
                "If-Match"?: string;
                /** @description On GET, the version that one has: 304. On PUT, `*` to create */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "window": "P7D",
                 *       "quietFor": "P14D",
                 *       "ways": {
                 *         "fingerprint": {
                 *           "tickets": 5
                 *         },
                 *         "field": {
                 *           "tickets": 10,
                 *           "requesters": 5,
                 *           "fields": [
                 *             "site"
                 *           ]
                 *         },
                 *         "subject": {
                 *           "tickets": 5,
                 *           "requesters": 3,
                 *           "likeness": 0.5
                 *         }
                 *       }
                 *     }
                 */
                "application/json": {
                    /**
                     * @description How far back tickets count
                     * @example P7D
                     */
                    window: string;
                    /**
                     * @description For so long nothing is heard of a cause that was dismissed
                     * @example P14D
                     */
                    quietFor: string;
                    /** @description A way that is absent is not looked by; none: nothing is looked for */
                    ways: {
                        /** @description Alerts that come again and again */
                        fingerprint?: {
                            /** @description So many tickets in the window make a proposal */
                            tickets: number;
                        };
                        /** @description The same choice in one of these custom fields: a category, a service, a site */
                        field?: {
                            /** @description So many tickets in the window make a proposal */
                            tickets: number;
                            /** @description By so many people */
                            requesters: number;
                            fields: string[];
                        };
                        subject?: {
                            /** @description So many tickets in the window make a proposal */
                            tickets: number;
                            /** @description By so many people */
                            requesters: number;
                            /** @description From which two subjects are alike */
                            likeness: number;
                        };
                        /** @description The same tag, but for those that say nothing of a cause */
                        tag?: {
                            /** @description So many tickets in the window make a proposal */
                            tickets: number;
                            /** @description By so many people */
                            requesters: number;
                            ignore: string[];
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "window": "P7D",
                     *       "quietFor": "P14D",
                     *       "ways": {
                     *         "fingerprint": {
                     *           "tickets": 2
                     *         },
                     *         "field": {
                     *           "tickets": 2,
                     *           "requesters": 1,
                     *           "fields": [
                     *             "desk"
                     *           ]
                     *         },
                     *         "subject": {
                     *           "tickets": 2,
                     *           "requesters": 1,
                     *           "likeness": 1
                     *         },
                     *         "tag": {
                     *           "tickets": 2,
                     *           "requesters": 1,
                     *           "ignore": [
                     *             "desk"
                     *           ]
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        /**
                         * @description How far back tickets count
                         * @example P7D
                         */
                        window: string;
                        /**
                         * @description For so long nothing is heard of a cause that was dismissed
                         * @example P14D
                         */
                        quietFor: string;
                        /** @description A way that is absent is not looked by; none: nothing is looked for */
                        ways: {
                            /** @description Alerts that come again and again */
                            fingerprint?: {
                                /** @description So many tickets in the window make a proposal */
                                tickets: number;
                            };
                            /** @description The same choice in one of these custom fields: a category, a service, a site */
                            field?: {
                                /** @description So many tickets in the window make a proposal */
                                tickets: number;
                                /** @description By so many people */
                                requesters: number;
                                fields: string[];
                            };
                            subject?: {
                                /** @description So many tickets in the window make a proposal */
                                tickets: number;
                                /** @description By so many people */
                                requesters: number;
                                /** @description From which two subjects are alike */
                                likeness: number;
                            };
                            /** @description The same tag, but for those that say nothing of a cause */
                            tag?: {
                                /** @description So many tickets in the window make a proposal */
                                tickets: number;
                                /** @description By so many people */
                                requesters: number;
                                ignore: string[];
                            };
                        };
                    };
                };
            };
            /** @description Made; `Location` says where it is */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "window": "P7D",
                     *       "quietFor": "P14D",
                     *       "ways": {
                     *         "fingerprint": {
                     *           "tickets": 2
                     *         },
                     *         "field": {
                     *           "tickets": 2,
                     *           "requesters": 1,
                     *           "fields": [
                     *             "desk"
                     *           ]
                     *         },
                     *         "subject": {
                     *           "tickets": 2,
                     *           "requesters": 1,
                     *           "likeness": 1
                     *         },
                     *         "tag": {
                     *           "tickets": 2,
                     *           "requesters": 1,
                     *           "ignore": [
                     *             "desk"
                     *           ]
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        /**
                         * @description How far back tickets count
                         * @example P7D
                         */
                        window: string;
                        /**
                         * @description For so long nothing is heard of a cause that was dismissed
                         * @example P14D
                         */
                        quietFor: string;
                        /** @description A way that is absent is not looked by; none: nothing is looked for */
                        ways: {
                            /** @description Alerts that come again and again */
                            fingerprint?: {
                                /** @description So many tickets in the window make a proposal */
                                tickets: number;
                            };
                            /** @description The same choice in one of these custom fields: a category, a service, a site */
                            field?: {
                                /** @description So many tickets in the window make a proposal */
                                tickets: number;
                                /** @description By so many people */
                                requesters: number;
                                fields: string[];
                            };
                            subject?: {
                                /** @description So many tickets in the window make a proposal */
                                tickets: number;
                                /** @description By so many people */
                                requesters: number;
                                /** @description From which two subjects are alike */
                                likeness: number;
                            };
                            /** @description The same tag, but for those that say nothing of a cause */
                            tag?: {
                                /** @description So many tickets in the window make a proposal */
                                tickets: number;
                                /** @description By so many people */
                                requesters: number;
                                ignore: string[];
                            };
                        };
                    };
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    deleteProblemDetection: {
        parameters: {
            query?: {
                /** @description `true`: check everything, answer what would be, write nothing */
                dryRun?: "true" | "false";
            };
            header?: {
                /** @description The version that one has seen; another one there: 412 */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to show */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem422"];
        };
    };
    getAlertSources: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *           "version": 7,
                     *           "name": "Camille Petit",
                     *           "requester": "0199b1d2-7c1e-7000-8000-000000000001",
                     *           "read": {
                     *             "alerts": "desk",
                     *             "fingerprint": "disk-full-db1",
                     *             "firing": "desk",
                     *             "startsAt": "desk",
                     *             "labels": {
                     *               "en": "Incident",
                     *               "fr": "Incident"
                     *             },
                     *             "annotations": {
                     *               "one": "desk"
                     *             }
                     *           },
                     *           "group": "desk",
                     *           "subject": "E-mail does not arrive",
                     *           "description": "Since this morning nothing comes in, and what I send stays in the outbox.",
                     *           "rules": [
                     *             {
                     *               "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *               "when": "type == \"incident\" && \"vip\" in tags",
                     *               "ignore": false,
                     *               "set": {
                     *                 "type": "incident",
                     *                 "impact": "high",
                     *                 "urgency": "high",
                     *                 "team": "desk",
                     *                 "tags": [
                     *                   "mail"
                     *                 ],
                     *                 "fields": {
                     *                   "site": "Lyon"
                     *                 }
                     *               }
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "page": {
                     *         "nextCursor": null,
                     *         "hasMore": false
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: {
                            id: string;
                            version: number;
                            name: string;
                            /** Format: uuid */
                            requester?: string;
                            read?: {
                                alerts?: string;
                                fingerprint: string;
                                firing: string;
                                startsAt?: string;
                                labels?: {
                                    [key: string]: string;
                                };
                                annotations?: {
                                    [key: string]: string;
                                };
                            };
                            group?: string;
                            subject?: string;
                            description?: string;
                            rules: {
                                id: string;
                                when: string;
                                ignore?: boolean;
                                set?: {
                                    /** @enum {string} */
                                    type?: "incident" | "alert" | "request";
                                    /** @enum {string} */
                                    impact?: "high" | "medium" | "low";
                                    /** @enum {string} */
                                    urgency?: "high" | "medium" | "low";
                                    team?: string;
                                    tags?: string[];
                                    fields?: {
                                        [key: string]: string;
                                    };
                                };
                            }[];
                        }[];
                        page: components["schemas"]["Page"];
                    };
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getAlertSourcesIdVersions: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "version": 7,
                     *           "current": false,
                     *           "createdAt": "2026-11-20T16:50:00.000Z",
                     *           "createdBy": "desk"
                     *         }
                     *       ],
                     *       "page": {
                     *         "nextCursor": null,
                     *         "hasMore": false
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: {
                            version: number;
                            /** @description It holds now */
                            current: boolean;
                            /**
                             * Format: date-time
                             * @example 2026-11-20T16:50:00.000Z
                             */
                            createdAt: string;
                            /** @description Id of a person or a key; null: the installation itself */
                            createdBy: string | null;
                        }[];
                        page: components["schemas"]["Page"];
                    };
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getAlertSourcesIdVersionsVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description A former version */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "name": "Camille Petit",
                     *       "requester": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "read": {
                     *         "alerts": "desk",
                     *         "fingerprint": "disk-full-db1",
                     *         "firing": "desk",
                     *         "startsAt": "desk",
                     *         "labels": {
                     *           "en": "Incident",
                     *           "fr": "Incident"
                     *         },
                     *         "annotations": {
                     *           "one": "desk"
                     *         }
                     *       },
                     *       "group": "desk",
                     *       "subject": "E-mail does not arrive",
                     *       "description": "Since this morning nothing comes in, and what I send stays in the outbox.",
                     *       "rules": [
                     *         {
                     *           "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *           "when": "type == \"incident\" && \"vip\" in tags",
                     *           "ignore": false,
                     *           "set": {
                     *             "type": "incident",
                     *             "impact": "high",
                     *             "urgency": "high",
                     *             "team": "desk",
                     *             "tags": [
                     *               "mail"
                     *             ],
                     *             "fields": {
                     *               "site": "Lyon"
                     *             }
                     *           }
                     *         }
                     *       ],
                     *       "current": false,
                     *       "createdAt": "2026-11-20T16:50:00.000Z",
                     *       "createdBy": "desk"
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        name: string;
                        /** Format: uuid */
                        requester?: string;
                        read?: {
                            alerts?: string;
                            fingerprint: string;
                            firing: string;
                            startsAt?: string;
                            labels?: {
                                [key: string]: string;
                            };
                            annotations?: {
                                [key: string]: string;
                            };
                        };
                        group?: string;
                        subject?: string;
                        description?: string;
                        rules: {
                            id: string;
                            when: string;
                            ignore?: boolean;
                            set?: {
                                /** @enum {string} */
                                type?: "incident" | "alert" | "request";
                                /** @enum {string} */
                                impact?: "high" | "medium" | "low";
                                /** @enum {string} */
                                urgency?: "high" | "medium" | "low";
                                team?: string;
                                tags?: string[];
                                fields?: {
                                    [key: string]: string;
                                };
                            };
                        }[];
                        /** @description It holds now */
                        current: boolean;
                        /**
                         * Format: date-time
                         * @example 2026-11-20T16:50:00.000Z
                         */
                        createdAt: string;
                        /** @description Id of a person or a key; null: the installation itself */
                        createdBy: string | null;
                    };
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getAlertSourcesId: {
        parameters: {
            query?: never;
            header?: {
                /** @description On GET, the version that one has: 304. On PUT, `*` to create */
                "If-None-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "name": "Camille Petit",
                     *       "requester": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "read": {
                     *         "alerts": "desk",
                     *         "fingerprint": "disk-full-db1",
                     *         "firing": "desk",
                     *         "startsAt": "desk",
                     *         "labels": {
                     *           "en": "Incident",
                     *           "fr": "Incident"
                     *         },
                     *         "annotations": {
                     *           "one": "desk"
                     *         }
                     *       },
                     *       "group": "desk",
                     *       "subject": "E-mail does not arrive",
                     *       "description": "Since this morning nothing comes in, and what I send stays in the outbox.",
                     *       "rules": [
                     *         {
                     *           "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *           "when": "type == \"incident\" && \"vip\" in tags",
                     *           "ignore": false,
                     *           "set": {
                     *             "type": "incident",
                     *             "impact": "high",
                     *             "urgency": "high",
                     *             "team": "desk",
                     *             "tags": [
                     *               "mail"
                     *             ],
                     *             "fields": {
                     *               "site": "Lyon"
                     *             }
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        name: string;
                        /** Format: uuid */
                        requester?: string;
                        read?: {
                            alerts?: string;
                            fingerprint: string;
                            firing: string;
                            startsAt?: string;
                            labels?: {
                                [key: string]: string;
                            };
                            annotations?: {
                                [key: string]: string;
                            };
                        };
                        group?: string;
                        subject?: string;
                        description?: string;
                        rules: {
                            id: string;
                            when: string;
                            ignore?: boolean;
                            set?: {
                                /** @enum {string} */
                                type?: "incident" | "alert" | "request";
                                /** @enum {string} */
                                impact?: "high" | "medium" | "low";
                                /** @enum {string} */
                                urgency?: "high" | "medium" | "low";
                                team?: string;
                                tags?: string[];
                                fields?: {
                                    [key: string]: string;
                                };
                            };
                        }[];
                    };
                };
            };
            /** @description As one has it already */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem422"];
        };
    };
    putAlertSourcesId: {
        parameters: {
            query?: {
                /** @description `true`: check everything, answer what would be, write nothing */
                dryRun?: "true" | "false";
            };
            header?: {
                /** @description The version that one has seen; another one there: 412 */
                "If-Match"?: string;
                /** @description On GET, the version that one has: 304. On PUT, `*` to create */
                "If-None-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Zabbix",
                 *       "read": {
                 *         "fingerprint": "body.trigger",
                 *         "firing": "body.value == \"1\"",
                 *         "labels": {
                 *           "host": "body.host",
                 *           "severity": "body.severity"
                 *         },
                 *         "annotations": {
                 *           "summary": "body.name"
                 *         }
                 *       },
                 *       "rules": [
                 *         {
                 *           "id": "web",
                 *           "when": "labels.host.startsWith(\"web\")",
                 *           "set": {
                 *             "team": "desk",
                 *             "tags": [
                 *               "web"
                 *             ]
                 *           }
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    name: string;
                    /** Format: uuid */
                    requester?: string;
                    read?: {
                        alerts?: string;
                        fingerprint: string;
                        firing: string;
                        startsAt?: string;
                        labels?: {
                            [key: string]: string;
                        };
                        annotations?: {
                            [key: string]: string;
                        };
                    };
                    group?: string;
                    subject?: string;
                    description?: string;
                    rules: {
                        id: string;
                        when: string;
                        ignore?: boolean;
                        set?: {
                            /** @enum {string} */
                            type?: "incident" | "alert" | "request";
                            /** @enum {string} */
                            impact?: "high" | "medium" | "low";
                            /** @enum {string} */
                            urgency?: "high" | "medium" | "low";
                            team?: string;
                            tags?: string[];
                            fields?: {
                                [key: string]: string;
                            };
                        };
                    }[];
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "name": "Camille Petit",
                     *       "requester": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "read": {
                     *         "alerts": "desk",
                     *         "fingerprint": "disk-full-db1",
                     *         "firing": "desk",
                     *         "startsAt": "desk",
                     *         "labels": {
                     *           "en": "Incident",
                     *           "fr": "Incident"
                     *         },
                     *         "annotations": {
                     *           "one": "desk"
                     *         }
                     *       },
                     *       "group": "desk",
                     *       "subject": "E-mail does not arrive",
                     *       "description": "Since this morning nothing comes in, and what I send stays in the outbox.",
                     *       "rules": [
                     *         {
                     *           "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *           "when": "type == \"incident\" && \"vip\" in tags",
                     *           "ignore": false,
                     *           "set": {
                     *             "type": "incident",
                     *             "impact": "high",
                     *             "urgency": "high",
                     *             "team": "desk",
                     *             "tags": [
                     *               "mail"
                     *             ],
                     *             "fields": {
                     *               "site": "Lyon"
                     *             }
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        name: string;
                        /** Format: uuid */
                        requester?: string;
                        read?: {
                            alerts?: string;
                            fingerprint: string;
                            firing: string;
                            startsAt?: string;
                            labels?: {
                                [key: string]: string;
                            };
                            annotations?: {
                                [key: string]: string;
                            };
                        };
                        group?: string;
                        subject?: string;
                        description?: string;
                        rules: {
                            id: string;
                            when: string;
                            ignore?: boolean;
                            set?: {
                                /** @enum {string} */
                                type?: "incident" | "alert" | "request";
                                /** @enum {string} */
                                impact?: "high" | "medium" | "low";
                                /** @enum {string} */
                                urgency?: "high" | "medium" | "low";
                                team?: string;
                                tags?: string[];
                                fields?: {
                                    [key: string]: string;
                                };
                            };
                        }[];
                    };
                };
            };
            /** @description Made; `Location` says where it is */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "name": "Camille Petit",
                     *       "requester": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "read": {
                     *         "alerts": "desk",
                     *         "fingerprint": "disk-full-db1",
                     *         "firing": "desk",
                     *         "startsAt": "desk",
                     *         "labels": {
                     *           "en": "Incident",
                     *           "fr": "Incident"
                     *         },
                     *         "annotations": {
                     *           "one": "desk"
                     *         }
                     *       },
                     *       "group": "desk",
                     *       "subject": "E-mail does not arrive",
                     *       "description": "Since this morning nothing comes in, and what I send stays in the outbox.",
                     *       "rules": [
                     *         {
                     *           "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *           "when": "type == \"incident\" && \"vip\" in tags",
                     *           "ignore": false,
                     *           "set": {
                     *             "type": "incident",
                     *             "impact": "high",
                     *             "urgency": "high",
                     *             "team": "desk",
                     *             "tags": [
                     *               "mail"
                     *             ],
                     *             "fields": {
                     *               "site": "Lyon"
                     *             }
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        name: string;
                        /** Format: uuid */
                        requester?: string;
                        read?: {
                            alerts?: string;
                            fingerprint: string;
                            firing: string;
                            startsAt?: string;
                            labels?: {
                                [key: string]: string;
                            };
                            annotations?: {
                                [key: string]: string;
                            };
                        };
                        group?: string;
                        subject?: string;
                        description?: string;
                        rules: {
                            id: string;
                            when: string;
                            ignore?: boolean;
                            set?: {
                                /** @enum {string} */
                                type?: "incident" | "alert" | "request";
                                /** @enum {string} */
                                impact?: "high" | "medium" | "low";
                                /** @enum {string} */
                                urgency?: "high" | "medium" | "low";
                                team?: string;
                                tags?: string[];
                                fields?: {
                                    [key: string]: string;
                                };
                            };
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    deleteAlertSourcesId: {
        parameters: {
            query?: {
                /** @description `true`: check everything, answer what would be, write nothing */
                dryRun?: "true" | "false";
            };
            header?: {
                /** @description The version that one has seen; another one there: 412 */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to show */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem422"];
        };
    };
    getFields: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *           "version": 7,
                     *           "label": {
                     *             "en": "desk",
                     *             "fr": "desk"
                     *           },
                     *           "type": "text",
                     *           "required": false,
                     *           "types": [
                     *             "incident"
                     *           ],
                     *           "choices": [
                     *             {
                     *               "code": "incident",
                     *               "label": {
                     *                 "en": "desk",
                     *                 "fr": "desk"
                     *               }
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "page": {
                     *         "nextCursor": null,
                     *         "hasMore": false
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: {
                            id: string;
                            version: number;
                            label: {
                                en: string;
                                fr: string;
                            };
                            /** @enum {string} */
                            type: "text" | "number" | "boolean" | "date" | "choice";
                            /** @description A new ticket must have it */
                            required?: boolean;
                            /** @description Of these tickets only; default: of all */
                            types?: ("incident" | "alert" | "request")[];
                            choices?: {
                                code: string;
                                label: {
                                    en: string;
                                    fr: string;
                                };
                            }[];
                        }[];
                        page: components["schemas"]["Page"];
                    };
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getFieldsIdVersions: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "version": 7,
                     *           "current": false,
                     *           "createdAt": "2026-11-20T16:50:00.000Z",
                     *           "createdBy": "desk"
                     *         }
                     *       ],
                     *       "page": {
                     *         "nextCursor": null,
                     *         "hasMore": false
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: {
                            version: number;
                            /** @description It holds now */
                            current: boolean;
                            /**
                             * Format: date-time
                             * @example 2026-11-20T16:50:00.000Z
                             */
                            createdAt: string;
                            /** @description Id of a person or a key; null: the installation itself */
                            createdBy: string | null;
                        }[];
                        page: components["schemas"]["Page"];
                    };
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getFieldsIdVersionsVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description A former version */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "label": {
                     *         "en": "desk",
                     *         "fr": "desk"
                     *       },
                     *       "type": "text",
                     *       "required": false,
                     *       "types": [
                     *         "incident"
                     *       ],
                     *       "choices": [
                     *         {
                     *           "code": "incident",
                     *           "label": {
                     *             "en": "desk",
                     *             "fr": "desk"
                     *           }
                     *         }
                     *       ],
                     *       "current": false,
                     *       "createdAt": "2026-11-20T16:50:00.000Z",
                     *       "createdBy": "desk"
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        label: {
                            en: string;
                            fr: string;
                        };
                        /** @enum {string} */
                        type: "text" | "number" | "boolean" | "date" | "choice";
                        /** @description A new ticket must have it */
                        required?: boolean;
                        /** @description Of these tickets only; default: of all */
                        types?: ("incident" | "alert" | "request")[];
                        choices?: {
                            code: string;
                            label: {
                                en: string;
                                fr: string;
                            };
                        }[];
                        /** @description It holds now */
                        current: boolean;
                        /**
                         * Format: date-time
                         * @example 2026-11-20T16:50:00.000Z
                         */
                        createdAt: string;
                        /** @description Id of a person or a key; null: the installation itself */
                        createdBy: string | null;
                    };
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getFieldsId: {
        parameters: {
            query?: never;
            header?: {
                /** @description On GET, the version that one has: 304. On PUT, `*` to create */
                "If-None-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "label": {
                     *         "en": "desk",
                     *         "fr": "desk"
                     *       },
                     *       "type": "text",
                     *       "required": false,
                     *       "types": [
                     *         "incident"
                     *       ],
                     *       "choices": [
                     *         {
                     *           "code": "incident",
                     *           "label": {
                     *             "en": "desk",
                     *             "fr": "desk"
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        label: {
                            en: string;
                            fr: string;
                        };
                        /** @enum {string} */
                        type: "text" | "number" | "boolean" | "date" | "choice";
                        /** @description A new ticket must have it */
                        required?: boolean;
                        /** @description Of these tickets only; default: of all */
                        types?: ("incident" | "alert" | "request")[];
                        choices?: {
                            code: string;
                            label: {
                                en: string;
                                fr: string;
                            };
                        }[];
                    };
                };
            };
            /** @description As one has it already */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem422"];
        };
    };
    putFieldsId: {
        parameters: {
            query?: {
                /** @description `true`: check everything, answer what would be, write nothing */
                dryRun?: "true" | "false";
            };
            header?: {
                /** @description The version that one has seen; another one there: 412 */
                "If-Match"?: string;
                /** @description On GET, the version that one has: 304. On PUT, `*` to create */
                "If-None-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "label": {
                 *         "en": "Site",
                 *         "fr": "Site"
                 *       },
                 *       "type": "choice",
                 *       "choices": [
                 *         {
                 *           "code": "Lyon",
                 *           "label": {
                 *             "en": "Lyons",
                 *             "fr": "Lyon"
                 *           }
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    label: {
                        en: string;
                        fr: string;
                    };
                    /** @enum {string} */
                    type: "text" | "number" | "boolean" | "date" | "choice";
                    /** @description A new ticket must have it */
                    required?: boolean;
                    /** @description Of these tickets only; default: of all */
                    types?: ("incident" | "alert" | "request")[];
                    choices?: {
                        code: string;
                        label: {
                            en: string;
                            fr: string;
                        };
                    }[];
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "label": {
                     *         "en": "desk",
                     *         "fr": "desk"
                     *       },
                     *       "type": "text",
                     *       "required": false,
                     *       "types": [
                     *         "incident"
                     *       ],
                     *       "choices": [
                     *         {
                     *           "code": "incident",
                     *           "label": {
                     *             "en": "desk",
                     *             "fr": "desk"
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        label: {
                            en: string;
                            fr: string;
                        };
                        /** @enum {string} */
                        type: "text" | "number" | "boolean" | "date" | "choice";
                        /** @description A new ticket must have it */
                        required?: boolean;
                        /** @description Of these tickets only; default: of all */
                        types?: ("incident" | "alert" | "request")[];
                        choices?: {
                            code: string;
                            label: {
                                en: string;
                                fr: string;
                            };
                        }[];
                    };
                };
            };
            /** @description Made; `Location` says where it is */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "label": {
                     *         "en": "desk",
                     *         "fr": "desk"
                     *       },
                     *       "type": "text",
                     *       "required": false,
                     *       "types": [
                     *         "incident"
                     *       ],
                     *       "choices": [
                     *         {
                     *           "code": "incident",
                     *           "label": {
                     *             "en": "desk",
                     *             "fr": "desk"
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        label: {
                            en: string;
                            fr: string;
                        };
                        /** @enum {string} */
                        type: "text" | "number" | "boolean" | "date" | "choice";
                        /** @description A new ticket must have it */
                        required?: boolean;
                        /** @description Of these tickets only; default: of all */
                        types?: ("incident" | "alert" | "request")[];
                        choices?: {
                            code: string;
                            label: {
                                en: string;
                                fr: string;
                            };
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    deleteFieldsId: {
        parameters: {
            query?: {
                /** @description `true`: check everything, answer what would be, write nothing */
                dryRun?: "true" | "false";
            };
            header?: {
                /** @description The version that one has seen; another one there: 412 */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to show */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem422"];
        };
    };
    getReplies: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *           "version": 7,
                     *           "name": "Camille Petit",
                     *           "body": {
                     *             "en": "desk",
                     *             "fr": "desk"
                     *           }
                     *         }
                     *       ],
                     *       "page": {
                     *         "nextCursor": null,
                     *         "hasMore": false
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: {
                            id: string;
                            version: number;
                            name: string;
                            body: {
                                en?: string;
                                fr?: string;
                            };
                        }[];
                        page: components["schemas"]["Page"];
                    };
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getRepliesIdVersions: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "version": 7,
                     *           "current": false,
                     *           "createdAt": "2026-11-20T16:50:00.000Z",
                     *           "createdBy": "desk"
                     *         }
                     *       ],
                     *       "page": {
                     *         "nextCursor": null,
                     *         "hasMore": false
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: {
                            version: number;
                            /** @description It holds now */
                            current: boolean;
                            /**
                             * Format: date-time
                             * @example 2026-11-20T16:50:00.000Z
                             */
                            createdAt: string;
                            /** @description Id of a person or a key; null: the installation itself */
                            createdBy: string | null;
                        }[];
                        page: components["schemas"]["Page"];
                    };
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getRepliesIdVersionsVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description A former version */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "name": "Camille Petit",
                     *       "body": {
                     *         "en": "desk",
                     *         "fr": "desk"
                     *       },
                     *       "current": false,
                     *       "createdAt": "2026-11-20T16:50:00.000Z",
                     *       "createdBy": "desk"
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        name: string;
                        body: {
                            en?: string;
                            fr?: string;
                        };
                        /** @description It holds now */
                        current: boolean;
                        /**
                         * Format: date-time
                         * @example 2026-11-20T16:50:00.000Z
                         */
                        createdAt: string;
                        /** @description Id of a person or a key; null: the installation itself */
                        createdBy: string | null;
                    };
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getRepliesId: {
        parameters: {
            query?: never;
            header?: {
                /** @description On GET, the version that one has: 304. On PUT, `*` to create */
                "If-None-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "name": "Camille Petit",
                     *       "body": {
                     *         "en": "desk",
                     *         "fr": "desk"
                     *       }
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        name: string;
                        body: {
                            en?: string;
                            fr?: string;
                        };
                    };
                };
            };
            /** @description As one has it already */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem422"];
        };
    };
    putRepliesId: {
        parameters: {
            query?: {
                /** @description `true`: check everything, answer what would be, write nothing */
                dryRun?: "true" | "false";
            };
            header?: {
                /** @description The version that one has seen; another one there: 412 */
                "If-Match"?: string;
                /** @description On GET, the version that one has: 304. On PUT, `*` to create */
                "If-None-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Greeting",
                 *       "body": {
                 *         "en": "Hello {{requester.name}},",
                 *         "fr": "Bonjour {{requester.name}},"
                 *       }
                 *     }
                 */
                "application/json": {
                    name: string;
                    body: {
                        en?: string;
                        fr?: string;
                    };
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "name": "Camille Petit",
                     *       "body": {
                     *         "en": "desk",
                     *         "fr": "desk"
                     *       }
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        name: string;
                        body: {
                            en?: string;
                            fr?: string;
                        };
                    };
                };
            };
            /** @description Made; `Location` says where it is */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "name": "Camille Petit",
                     *       "body": {
                     *         "en": "desk",
                     *         "fr": "desk"
                     *       }
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        name: string;
                        body: {
                            en?: string;
                            fr?: string;
                        };
                    };
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    deleteRepliesId: {
        parameters: {
            query?: {
                /** @description `true`: check everything, answer what would be, write nothing */
                dryRun?: "true" | "false";
            };
            header?: {
                /** @description The version that one has seen; another one there: 412 */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to show */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem422"];
        };
    };
    getSchedules: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *           "version": 7,
                     *           "name": "Camille Petit",
                     *           "ticket": {
                     *             "type": "incident",
                     *             "subject": "E-mail does not arrive",
                     *             "description": "Since this morning nothing comes in, and what I send stays in the outbox.",
                     *             "requester": "desk",
                     *             "team": "desk",
                     *             "impact": "high",
                     *             "urgency": "high",
                     *             "tags": [
                     *               "mail"
                     *             ],
                     *             "fields": {
                     *               "site": "Lyon"
                     *             }
                     *           },
                     *           "cron": [
                     *             "desk"
                     *           ],
                     *           "timeZone": "Europe/Paris",
                     *           "catchUp": "P1D",
                     *           "skipWhileOpen": false,
                     *           "paused": false
                     *         }
                     *       ],
                     *       "page": {
                     *         "nextCursor": null,
                     *         "hasMore": false
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: {
                            id: string;
                            version: number;
                            name: string;
                            ticket: {
                                /** @enum {string} */
                                type: "incident" | "alert" | "request";
                                subject: string;
                                description?: string;
                                /** @description Id or e-mail address of somebody active */
                                requester: string;
                                /** @description Whose it is; else triage finds one */
                                team?: string;
                                /** @enum {string} */
                                impact?: "high" | "medium" | "low";
                                /** @enum {string} */
                                urgency?: "high" | "medium" | "low";
                                tags?: string[];
                                fields?: {
                                    [key: string]: unknown;
                                };
                            };
                            cron: string[];
                            /** @example Europe/Paris */
                            timeZone: string;
                            /**
                             * @description So late a missed ticket is still opened; PT1H unless said
                             * @example P1D
                             */
                            catchUp?: string;
                            /** @description Nothing is opened while the last one is unresolved */
                            skipWhileOpen?: boolean;
                            paused?: boolean;
                        }[];
                        page: components["schemas"]["Page"];
                    };
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getSchedulesIdVersions: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "version": 7,
                     *           "current": false,
                     *           "createdAt": "2026-11-20T16:50:00.000Z",
                     *           "createdBy": "desk"
                     *         }
                     *       ],
                     *       "page": {
                     *         "nextCursor": null,
                     *         "hasMore": false
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: {
                            version: number;
                            /** @description It holds now */
                            current: boolean;
                            /**
                             * Format: date-time
                             * @example 2026-11-20T16:50:00.000Z
                             */
                            createdAt: string;
                            /** @description Id of a person or a key; null: the installation itself */
                            createdBy: string | null;
                        }[];
                        page: components["schemas"]["Page"];
                    };
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getSchedulesIdVersionsVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description A former version */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "name": "Camille Petit",
                     *       "ticket": {
                     *         "type": "incident",
                     *         "subject": "E-mail does not arrive",
                     *         "description": "Since this morning nothing comes in, and what I send stays in the outbox.",
                     *         "requester": "desk",
                     *         "team": "desk",
                     *         "impact": "high",
                     *         "urgency": "high",
                     *         "tags": [
                     *           "mail"
                     *         ],
                     *         "fields": {
                     *           "site": "Lyon"
                     *         }
                     *       },
                     *       "cron": [
                     *         "desk"
                     *       ],
                     *       "timeZone": "Europe/Paris",
                     *       "catchUp": "P1D",
                     *       "skipWhileOpen": false,
                     *       "paused": false,
                     *       "current": false,
                     *       "createdAt": "2026-11-20T16:50:00.000Z",
                     *       "createdBy": "desk"
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        name: string;
                        ticket: {
                            /** @enum {string} */
                            type: "incident" | "alert" | "request";
                            subject: string;
                            description?: string;
                            /** @description Id or e-mail address of somebody active */
                            requester: string;
                            /** @description Whose it is; else triage finds one */
                            team?: string;
                            /** @enum {string} */
                            impact?: "high" | "medium" | "low";
                            /** @enum {string} */
                            urgency?: "high" | "medium" | "low";
                            tags?: string[];
                            fields?: {
                                [key: string]: unknown;
                            };
                        };
                        cron: string[];
                        /** @example Europe/Paris */
                        timeZone: string;
                        /**
                         * @description So late a missed ticket is still opened; PT1H unless said
                         * @example P1D
                         */
                        catchUp?: string;
                        /** @description Nothing is opened while the last one is unresolved */
                        skipWhileOpen?: boolean;
                        paused?: boolean;
                        /** @description It holds now */
                        current: boolean;
                        /**
                         * Format: date-time
                         * @example 2026-11-20T16:50:00.000Z
                         */
                        createdAt: string;
                        /** @description Id of a person or a key; null: the installation itself */
                        createdBy: string | null;
                    };
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getSchedulesId: {
        parameters: {
            query?: never;
            header?: {
                /** @description On GET, the version that one has: 304. On PUT, `*` to create */
                "If-None-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "name": "Camille Petit",
                     *       "ticket": {
                     *         "type": "incident",
                     *         "subject": "E-mail does not arrive",
                     *         "description": "Since this morning nothing comes in, and what I send stays in the outbox.",
                     *         "requester": "desk",
                     *         "team": "desk",
                     *         "impact": "high",
                     *         "urgency": "high",
                     *         "tags": [
                     *           "mail"
                     *         ],
                     *         "fields": {
                     *           "site": "Lyon"
                     *         }
                     *       },
                     *       "cron": [
                     *         "desk"
                     *       ],
                     *       "timeZone": "Europe/Paris",
                     *       "catchUp": "P1D",
                     *       "skipWhileOpen": false,
                     *       "paused": false
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        name: string;
                        ticket: {
                            /** @enum {string} */
                            type: "incident" | "alert" | "request";
                            subject: string;
                            description?: string;
                            /** @description Id or e-mail address of somebody active */
                            requester: string;
                            /** @description Whose it is; else triage finds one */
                            team?: string;
                            /** @enum {string} */
                            impact?: "high" | "medium" | "low";
                            /** @enum {string} */
                            urgency?: "high" | "medium" | "low";
                            tags?: string[];
                            fields?: {
                                [key: string]: unknown;
                            };
                        };
                        cron: string[];
                        /** @example Europe/Paris */
                        timeZone: string;
                        /**
                         * @description So late a missed ticket is still opened; PT1H unless said
                         * @example P1D
                         */
                        catchUp?: string;
                        /** @description Nothing is opened while the last one is unresolved */
                        skipWhileOpen?: boolean;
                        paused?: boolean;
                    };
                };
            };
            /** @description As one has it already */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem422"];
        };
    };
    putSchedulesId: {
        parameters: {
            query?: {
                /** @description `true`: check everything, answer what would be, write nothing */
                dryRun?: "true" | "false";
            };
            header?: {
                /** @description The version that one has seen; another one there: 412 */
                "If-Match"?: string;
                /** @description On GET, the version that one has: 304. On PUT, `*` to create */
                "If-None-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Monthly back-up test",
                 *       "ticket": {
                 *         "type": "request",
                 *         "subject": "Restore a file from the back-up",
                 *         "requester": "camille.petit@example.org"
                 *       },
                 *       "cron": [
                 *         "0 8 1 * *"
                 *       ],
                 *       "timeZone": "Europe/Paris",
                 *       "catchUp": "P1D"
                 *     }
                 */
                "application/json": components["schemas"]["Schedule"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "name": "Camille Petit",
                     *       "ticket": {
                     *         "type": "incident",
                     *         "subject": "E-mail does not arrive",
                     *         "description": "Since this morning nothing comes in, and what I send stays in the outbox.",
                     *         "requester": "desk",
                     *         "team": "desk",
                     *         "impact": "high",
                     *         "urgency": "high",
                     *         "tags": [
                     *           "mail"
                     *         ],
                     *         "fields": {
                     *           "site": "Lyon"
                     *         }
                     *       },
                     *       "cron": [
                     *         "desk"
                     *       ],
                     *       "timeZone": "Europe/Paris",
                     *       "catchUp": "P1D",
                     *       "skipWhileOpen": false,
                     *       "paused": false
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        name: string;
                        ticket: {
                            /** @enum {string} */
                            type: "incident" | "alert" | "request";
                            subject: string;
                            description?: string;
                            /** @description Id or e-mail address of somebody active */
                            requester: string;
                            /** @description Whose it is; else triage finds one */
                            team?: string;
                            /** @enum {string} */
                            impact?: "high" | "medium" | "low";
                            /** @enum {string} */
                            urgency?: "high" | "medium" | "low";
                            tags?: string[];
                            fields?: {
                                [key: string]: unknown;
                            };
                        };
                        cron: string[];
                        /** @example Europe/Paris */
                        timeZone: string;
                        /**
                         * @description So late a missed ticket is still opened; PT1H unless said
                         * @example P1D
                         */
                        catchUp?: string;
                        /** @description Nothing is opened while the last one is unresolved */
                        skipWhileOpen?: boolean;
                        paused?: boolean;
                    };
                };
            };
            /** @description Made; `Location` says where it is */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "name": "Camille Petit",
                     *       "ticket": {
                     *         "type": "incident",
                     *         "subject": "E-mail does not arrive",
                     *         "description": "Since this morning nothing comes in, and what I send stays in the outbox.",
                     *         "requester": "desk",
                     *         "team": "desk",
                     *         "impact": "high",
                     *         "urgency": "high",
                     *         "tags": [
                     *           "mail"
                     *         ],
                     *         "fields": {
                     *           "site": "Lyon"
                     *         }
                     *       },
                     *       "cron": [
                     *         "desk"
                     *       ],
                     *       "timeZone": "Europe/Paris",
                     *       "catchUp": "P1D",
                     *       "skipWhileOpen": false,
                     *       "paused": false
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        name: string;
                        ticket: {
                            /** @enum {string} */
                            type: "incident" | "alert" | "request";
                            subject: string;
                            description?: string;
                            /** @description Id or e-mail address of somebody active */
                            requester: string;
                            /** @description Whose it is; else triage finds one */
                            team?: string;
                            /** @enum {string} */
                            impact?: "high" | "medium" | "low";
                            /** @enum {string} */
                            urgency?: "high" | "medium" | "low";
                            tags?: string[];
                            fields?: {
                                [key: string]: unknown;
                            };
                        };
                        cron: string[];
                        /** @example Europe/Paris */
                        timeZone: string;
                        /**
                         * @description So late a missed ticket is still opened; PT1H unless said
                         * @example P1D
                         */
                        catchUp?: string;
                        /** @description Nothing is opened while the last one is unresolved */
                        skipWhileOpen?: boolean;
                        paused?: boolean;
                    };
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    deleteSchedulesId: {
        parameters: {
            query?: {
                /** @description `true`: check everything, answer what would be, write nothing */
                dryRun?: "true" | "false";
            };
            header?: {
                /** @description The version that one has seen; another one there: 412 */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to show */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem422"];
        };
    };
    getMessageTemplates: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *           "version": 7,
                     *           "subject": {
                     *             "en": "desk",
                     *             "fr": "desk"
                     *           },
                     *           "body": {
                     *             "en": "desk",
                     *             "fr": "desk"
                     *           }
                     *         }
                     *       ],
                     *       "page": {
                     *         "nextCursor": null,
                     *         "hasMore": false
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: {
                            id: string;
                            version: number;
                            subject: {
                                en: string;
                                fr: string;
                            };
                            body: {
                                en: string;
                                fr: string;
                            };
                        }[];
                        page: components["schemas"]["Page"];
                    };
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getMessageTemplatesIdVersions: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "version": 7,
                     *           "current": false,
                     *           "createdAt": "2026-11-20T16:50:00.000Z",
                     *           "createdBy": "desk"
                     *         }
                     *       ],
                     *       "page": {
                     *         "nextCursor": null,
                     *         "hasMore": false
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: {
                            version: number;
                            /** @description It holds now */
                            current: boolean;
                            /**
                             * Format: date-time
                             * @example 2026-11-20T16:50:00.000Z
                             */
                            createdAt: string;
                            /** @description Id of a person or a key; null: the installation itself */
                            createdBy: string | null;
                        }[];
                        page: components["schemas"]["Page"];
                    };
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getMessageTemplatesIdVersionsVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description A former version */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "subject": {
                     *         "en": "desk",
                     *         "fr": "desk"
                     *       },
                     *       "body": {
                     *         "en": "desk",
                     *         "fr": "desk"
                     *       },
                     *       "current": false,
                     *       "createdAt": "2026-11-20T16:50:00.000Z",
                     *       "createdBy": "desk"
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        subject: {
                            en: string;
                            fr: string;
                        };
                        body: {
                            en: string;
                            fr: string;
                        };
                        /** @description It holds now */
                        current: boolean;
                        /**
                         * Format: date-time
                         * @example 2026-11-20T16:50:00.000Z
                         */
                        createdAt: string;
                        /** @description Id of a person or a key; null: the installation itself */
                        createdBy: string | null;
                    };
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getMessageTemplatesId: {
        parameters: {
            query?: never;
            header?: {
                /** @description On GET, the version that one has: 304. On PUT, `*` to create */
                "If-None-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "subject": {
                     *         "en": "desk",
                     *         "fr": "desk"
                     *       },
                     *       "body": {
                     *         "en": "desk",
                     *         "fr": "desk"
                     *       }
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        subject: {
                            en: string;
                            fr: string;
                        };
                        body: {
                            en: string;
                            fr: string;
                        };
                    };
                };
            };
            /** @description As one has it already */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem422"];
        };
    };
    putMessageTemplatesId: {
        parameters: {
            query?: {
                /** @description `true`: check everything, answer what would be, write nothing */
                dryRun?: "true" | "false";
            };
            header?: {
                /** @description The version that one has seen; another one there: 412 */
                "If-Match"?: string;
                /** @description On GET, the version that one has: 304. On PUT, `*` to create */
                "If-None-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "subject": {
                 *         "en": "[{{ticket.key}}] Yours now",
                 *         "fr": "[{{ticket.key}}] À vous"
                 *       },
                 *       "body": {
                 *         "en": "{{ticket.subject}}, from {{requester.name}}",
                 *         "fr": "{{ticket.subject}}, de {{requester.name}}"
                 *       }
                 *     }
                 */
                "application/json": {
                    subject: {
                        en: string;
                        fr: string;
                    };
                    body: {
                        en: string;
                        fr: string;
                    };
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "subject": {
                     *         "en": "desk",
                     *         "fr": "desk"
                     *       },
                     *       "body": {
                     *         "en": "desk",
                     *         "fr": "desk"
                     *       }
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        subject: {
                            en: string;
                            fr: string;
                        };
                        body: {
                            en: string;
                            fr: string;
                        };
                    };
                };
            };
            /** @description Made; `Location` says where it is */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b1d2-7c1e-7000-8000-000000000001",
                     *       "version": 7,
                     *       "subject": {
                     *         "en": "desk",
                     *         "fr": "desk"
                     *       },
                     *       "body": {
                     *         "en": "desk",
                     *         "fr": "desk"
                     *       }
                     *     }
                     */
                    "application/json": {
                        id: string;
                        version: number;
                        subject: {
                            en: string;
                            fr: string;
                        };
                        body: {
                            en: string;
                            fr: string;
                        };
                    };
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    deleteMessageTemplatesId: {
        parameters: {
            query?: {
                /** @description `true`: check everything, answer what would be, write nothing */
                dryRun?: "true" | "false";
            };
            header?: {
                /** @description The version that one has seen; another one there: 412 */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to show */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem422"];
        };
    };
    getSchedulesIdRuns: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleRunList"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    postSchedulesIdRun: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 characters; a repeat within 24 hours gets the first answer */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Made; `Location` says where it is */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleRun"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getAuditEvents: {
        parameters: {
            query?: {
                /** @description What was changed, such as `calendar:office` */
                object?: string;
                /** @description Id of a person or a key */
                actor?: string;
                action?: string;
                /** @description From this instant on */
                from?: string;
                /** @description Before this instant */
                to?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditEventList"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getExportsAuditEvents: {
        parameters: {
            query?: {
                /** @description What was changed, such as `calendar:office` */
                object?: string;
                /** @description Id of a person or a key */
                actor?: string;
                action?: string;
                /** @description From this instant on */
                from?: string;
                /** @description Before this instant */
                to?: string;
                format?: "ndjson" | "csv";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getChannels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelList"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getChannelsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Channel"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getChannelsIdDeliveries: {
        parameters: {
            query?: {
                state?: "waiting" | "sent" | "failed" | "skipped" | "gathered";
                ticket?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryList"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    postChannelsIdPause: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 characters; a repeat within 24 hours gets the first answer */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Channel"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    postChannelsIdResume: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 characters; a repeat within 24 hours gets the first answer */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Channel"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    postChannelsIdReplay: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 characters; a repeat within 24 hours gets the first answer */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "ids": [
                 *         "0199b1d2-7c1e-7000-8000-000000000001"
                 *       ],
                 *       "since": "2026-11-20T16:50:00.000Z"
                 *     }
                 */
                "application/json": {
                    /** @description These, whatever became of them; absent: all that were given up */
                    ids?: string[];
                    /**
                     * Format: date-time
                     * @description Only those written from this instant on
                     * @example 2026-11-20T16:50:00.000Z
                     */
                    since?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replayed"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getInboundMails: {
        parameters: {
            query?: {
                /** @description Unless given: held, refused, noted */
                state?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InboundMailList"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getInboundMailsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReadableMail"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getInboundMailsIdOriginal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "message/rfc822": string;
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    postInboundMailsIdAccept: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 characters; a repeat within 24 hours gets the first answer */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InboundMail"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    postInboundMailsIdDiscard: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 characters; a repeat within 24 hours gets the first answer */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InboundMail"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getHolidays: {
        parameters: {
            query: {
                country: string;
                region?: string;
                /** @description First year; default: this year */
                from?: number;
                /** @description Last year; default: the one after `from` */
                to?: number;
                /** @description One or more of public, bank, school, optional, observance, separated by commas */
                type?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Holidays"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getHolidaysCountries: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HolidayCountries"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    postTriageRulesTest: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 characters; a repeat within 24 hours gets the first answer */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "rules": [
                 *         {
                 *           "id": "vip",
                 *           "when": "\"vip\" in tags",
                 *           "set": {
                 *             "urgency": "high",
                 *             "team": "desk"
                 *           }
                 *         }
                 *       ],
                 *       "last": 100
                 *     }
                 */
                "application/json": {
                    /** @description As PUT /triage-rules takes; default: the stored */
                    rules?: {
                        id: string;
                        when: string;
                        set: {
                            /** @enum {string} */
                            type?: "incident" | "alert" | "request";
                            /** @enum {string} */
                            impact?: "high" | "medium" | "low";
                            /** @enum {string} */
                            urgency?: "high" | "medium" | "low";
                            team?: string;
                            tags?: string[];
                        };
                    }[];
                    sample?: components["schemas"]["NewTicket"];
                    /** @description On so many of the newest tickets */
                    last?: number;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleTest"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getTicketsKeyRepliesReply: {
        parameters: {
            query?: {
                /** @description Unless given, the requester's */
                language?: "en" | "fr";
            };
            header?: never;
            path: {
                /** @description The key of a ticket */
                key: string;
                /** @description The id of a canned reply */
                reply: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RenderedReply"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    postSimulations: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 characters; a repeat within 24 hours gets the first answer */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "calendars": {
                 *         "office": {
                 *           "timeZone": "Europe/Paris",
                 *           "weekly": {
                 *             "mon": [
                 *               [
                 *                 "08:00",
                 *                 "18:00"
                 *               ]
                 *             ],
                 *             "tue": [
                 *               [
                 *                 "08:00",
                 *                 "12:00"
                 *               ],
                 *               [
                 *                 "13:00",
                 *                 "18:00"
                 *               ]
                 *             ]
                 *           },
                 *           "exceptions": [
                 *             {
                 *               "date": "2026-12-25",
                 *               "name": "Christmas",
                 *               "intervals": []
                 *             }
                 *           ]
                 *         }
                 *       },
                 *       "policy": {
                 *         "name": "Incidents",
                 *         "order": 10,
                 *         "when": "type == \"incident\"",
                 *         "calendar": "office",
                 *         "clocks": {
                 *           "firstResponse": {
                 *             "targets": {
                 *               "critical": "PT30M",
                 *               "high": "PT2H"
                 *             }
                 *           },
                 *           "resolution": {
                 *             "targets": {
                 *               "critical": "PT4H",
                 *               "high": "PT8H"
                 *             },
                 *             "pausedWhile": [
                 *               "requester"
                 *             ]
                 *           }
                 *         },
                 *         "warnings": [
                 *           75
                 *         ],
                 *         "escalations": [
                 *           {
                 *             "clock": "resolution",
                 *             "at": 100,
                 *             "level": 1,
                 *             "notify": [
                 *               "lead"
                 *             ]
                 *           }
                 *         ],
                 *         "pending": {
                 *           "requester": {
                 *             "nudgeAfter": [
                 *               "PT8H"
                 *             ],
                 *             "resolveAfter": "PT40H"
                 *           }
                 *         },
                 *         "closeAfter": "P3D"
                 *       },
                 *       "script": [
                 *         {
                 *           "at": "2026-11-23T08:00:00.000Z",
                 *           "do": "open",
                 *           "priority": "high"
                 *         },
                 *         {
                 *           "at": "2026-11-23T09:00:00.000Z",
                 *           "do": "comment",
                 *           "by": "agent"
                 *         },
                 *         {
                 *           "at": "2026-11-23T11:00:00.000Z",
                 *           "do": "resolve"
                 *         }
                 *       ],
                 *       "until": "2026-11-30T00:00:00.000Z"
                 *     }
                 */
                "application/json": {
                    calendars: {
                        [key: string]: {
                            name?: string;
                            /** @example Europe/Paris */
                            timeZone: string;
                            weekly: {
                                mon?: string[][];
                                tue?: string[][];
                                wed?: string[][];
                                thu?: string[][];
                                fri?: string[][];
                                sat?: string[][];
                                sun?: string[][];
                            };
                            exceptions?: {
                                /** Format: date */
                                date: string;
                                name?: string;
                                intervals: string[][];
                            }[];
                        };
                    };
                    policy: {
                        calendar: string;
                        clocks: {
                            firstResponse?: {
                                targets: {
                                    /** @example PT4H */
                                    critical?: string;
                                    /** @example PT4H */
                                    high?: string;
                                    /** @example PT4H */
                                    medium?: string;
                                    /** @example PT4H */
                                    low?: string;
                                };
                                pausedWhile?: ("requester" | "vendor" | "scheduled")[];
                                calendar?: string;
                            };
                            nextReply?: {
                                targets: {
                                    /** @example PT4H */
                                    critical?: string;
                                    /** @example PT4H */
                                    high?: string;
                                    /** @example PT4H */
                                    medium?: string;
                                    /** @example PT4H */
                                    low?: string;
                                };
                                pausedWhile?: ("requester" | "vendor" | "scheduled")[];
                                calendar?: string;
                            };
                            resolution?: {
                                targets: {
                                    /** @example PT4H */
                                    critical?: string;
                                    /** @example PT4H */
                                    high?: string;
                                    /** @example PT4H */
                                    medium?: string;
                                    /** @example PT4H */
                                    low?: string;
                                };
                                pausedWhile?: ("requester" | "vendor" | "scheduled")[];
                                calendar?: string;
                            };
                        };
                        warnings?: number[];
                        escalations?: {
                            /** @enum {string} */
                            clock: "firstResponse" | "nextReply" | "resolution";
                            at: number;
                            level: number;
                            notify?: string[];
                            reassign?: string;
                            always?: boolean;
                        }[];
                        pending?: {
                            requester?: {
                                nudgeAfter?: string[];
                                /** @example PT4H */
                                resolveAfter?: string;
                            };
                            vendor?: {
                                nudgeAfter?: string[];
                            };
                            scheduled?: {
                                nudgeAfter?: string[];
                            };
                        };
                        /** @example PT4H */
                        closeAfter?: string;
                        survey?: {
                            /** @example PT4H */
                            delay: string;
                            /** @example PT4H */
                            remindAfter?: string;
                            /** @example PT4H */
                            expireAfter: string;
                            /** @example P3D */
                            quietFor?: string;
                        };
                        name?: string;
                        order?: number;
                        when?: string;
                        /** @description Whose calendar goes before the policy's own: the first that has one */
                        calendarFrom?: ("organisation" | "team")[];
                    };
                    script: ({
                        /**
                         * Format: date-time
                         * @example 2026-11-20T16:50:00.000Z
                         */
                        at: string;
                        /** @enum {string} */
                        do: "open";
                        /** @enum {string} */
                        priority: "critical" | "high" | "medium" | "low";
                    } | {
                        /**
                         * Format: date-time
                         * @example 2026-11-20T16:50:00.000Z
                         */
                        at: string;
                        /** @enum {string} */
                        do: "comment";
                        /** @enum {string} */
                        by: "agent" | "requester";
                        /** @enum {string} */
                        visibility?: "public" | "internal";
                    } | {
                        /**
                         * Format: date-time
                         * @example 2026-11-20T16:50:00.000Z
                         */
                        at: string;
                        /** @enum {string} */
                        do: "pend";
                        /** @enum {string} */
                        reason: "requester" | "vendor" | "scheduled";
                        /**
                         * Format: date-time
                         * @example 2026-11-20T16:50:00.000Z
                         */
                        until?: string;
                    } | {
                        /**
                         * Format: date-time
                         * @example 2026-11-20T16:50:00.000Z
                         */
                        at: string;
                        /** @enum {string} */
                        do: "reclassify";
                        /** @enum {string} */
                        priority: "critical" | "high" | "medium" | "low";
                    } | {
                        /**
                         * Format: date-time
                         * @example 2026-11-20T16:50:00.000Z
                         */
                        at: string;
                        /** @enum {string} */
                        do: "resume" | "resolve" | "reopen" | "close";
                    })[];
                    /**
                     * Format: date-time
                     * @example 2026-11-20T16:50:00.000Z
                     */
                    until: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "timeline": [
                     *         {
                     *           "at": "2026-11-20T16:50:00.000Z",
                     *           "kind": "warning"
                     *         }
                     *       ],
                     *       "clocks": [
                     *         {
                     *           "clock": "firstResponse",
                     *           "cycle": 1,
                     *           "state": "running",
                     *           "startedAt": "2026-11-20T16:50:00.000Z",
                     *           "stoppedAt": "2026-11-20T16:50:00.000Z",
                     *           "dueAt": "2026-11-20T16:50:00.000Z",
                     *           "elapsedMs": 1,
                     *           "targetMs": 1,
                     *           "breached": false,
                     *           "everBreached": false
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        timeline: ({
                            /**
                             * Format: date-time
                             * @example 2026-11-20T16:50:00.000Z
                             */
                            at: string;
                            /** @enum {string} */
                            kind: "warning" | "breach" | "escalation" | "nudge" | "status" | "priority";
                        } & {
                            [key: string]: unknown;
                        })[];
                        clocks: {
                            /** @enum {string} */
                            clock: "firstResponse" | "nextReply" | "resolution";
                            cycle: number;
                            /** @enum {string} */
                            state: "running" | "paused" | "stopped";
                            /**
                             * Format: date-time
                             * @example 2026-11-20T16:50:00.000Z
                             */
                            startedAt: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-20T16:50:00.000Z
                             */
                            stoppedAt: string | null;
                            /**
                             * Format: date-time
                             * @example 2026-11-20T16:50:00.000Z
                             */
                            dueAt: string | null;
                            elapsedMs: number;
                            targetMs: number;
                            breached: boolean;
                            everBreached: boolean;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getReportsOrphans: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Orphans"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getReportsLateness: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lateness"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getReportsSurveys: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                team?: string;
                by?: "team" | "month" | "week" | "day";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SurveyReport"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getReportsFrequent: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                by?: "subject" | "tag" | "field" | "team" | "fingerprint";
                /** @description Values of custom fields, each a parameter of its own: `field.site=Lyon` */
                field?: {
                    [key: string]: string;
                };
                team?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FrequentReport"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getReportsRules: {
        parameters: {
            query?: {
                days?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleReport"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
    getMetaEnums: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enums"];
                };
            };
            default: components["responses"]["Problem422"];
        };
    };
}
