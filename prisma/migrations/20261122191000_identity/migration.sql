-- A key that is rotated has two secrets for a while: programs change over without a gap.
ALTER TABLE "api_keys"
  ADD COLUMN "previous_hash" BYTEA,
  ADD COLUMN "previous_expires_at" TIMESTAMPTZ(3),
  ADD CONSTRAINT "api_keys_previous_check" CHECK (
    ("previous_hash" IS NULL) = ("previous_expires_at" IS NULL)
    AND ("previous_hash" IS NULL OR octet_length("previous_hash") = 32)
  );

-- Browsers that people are logged in with. The cookie holds the token, the row its SHA-256.
CREATE TABLE "sessions" (
    "id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "user_id" UUID NOT NULL,
    "method" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "sessions_hash_check" CHECK (octet_length("token_hash") = 32),
    CONSTRAINT "sessions_method_check" CHECK ("method" IN ('password', 'oidc'))
);
CREATE UNIQUE INDEX "sessions_token_hash_key" ON "sessions" ("token_hash");
CREATE INDEX "sessions_user_id_idx" ON "sessions" ("user_id");
CREATE INDEX "sessions_expires_at_idx" ON "sessions" ("expires_at");

-- Apart from the people, so that no list of people can show them.
CREATE TABLE "passwords" (
    "user_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "passwords_pkey" PRIMARY KEY ("user_id"),
    CONSTRAINT "passwords_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "passwords_hash_check" CHECK ("hash" LIKE '$argon2id$%')
);

-- Who would like a link to set a new password, and the links that were given: each works once.
CREATE TABLE "password_requests" (
    "user_id" UUID NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "password_requests_pkey" PRIMARY KEY ("user_id"),
    CONSTRAINT "password_requests_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "password_links" (
    "token_hash" BYTEA NOT NULL,
    "user_id" UUID NOT NULL,
    "issued_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "password_links_pkey" PRIMARY KEY ("token_hash"),
    CONSTRAINT "password_links_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "password_links_hash_check" CHECK (octet_length("token_hash") = 32)
);
CREATE INDEX "password_links_user_id_idx" ON "password_links" ("user_id");

-- Whom an account at an OpenID provider belongs to. A person has one at each provider, so that a second account that
-- shows her address later does not become hers.
CREATE TABLE "oidc_accounts" (
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "oidc_accounts_pkey" PRIMARY KEY ("issuer", "subject"),
    CONSTRAINT "oidc_accounts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "oidc_accounts_user_id_issuer_key" ON "oidc_accounts" ("user_id", "issuer");

-- Attempts that may have been guesses, by account and by address: what makes the next one wait, in every API process.
CREATE TABLE "login_failures" (
    "subject" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "blocked_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "login_failures_pkey" PRIMARY KEY ("subject")
);
CREATE INDEX "login_failures_last_at_idx" ON "login_failures" ("last_at");
