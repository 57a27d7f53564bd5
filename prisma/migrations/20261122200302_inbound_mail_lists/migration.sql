-- Lists are described as everywhere else.
ALTER TABLE "inbound_mails" ALTER COLUMN "notes" DROP NOT NULL, ALTER COLUMN "envelope_to" DROP NOT NULL;
