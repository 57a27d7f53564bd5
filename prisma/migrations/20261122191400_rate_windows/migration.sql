-- Requests of this minute, by who sends them: what all API processes together have taken of the limit. Without a log,
-- because a minute that is lost in a crash costs nobody anything, and writing it twice would cost everybody.
CREATE UNLOGGED TABLE "rate_windows" (
    "subject" TEXT NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "taken" INTEGER NOT NULL,

    CONSTRAINT "rate_windows_pkey" PRIMARY KEY ("subject")
) WITH (fillfactor = 50);
CREATE INDEX "rate_windows_ends_at_idx" ON "rate_windows" ("ends_at");
