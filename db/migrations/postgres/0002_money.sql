CREATE TABLE "bank_transfers" (
	"id" text PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"context" text NOT NULL,
	"machine_version" integer NOT NULL,
	"version" integer NOT NULL,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL,
	"return_id" text NOT NULL,
	"payout_id" text NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"account_sealed" text,
	"account_mask" text NOT NULL,
	"content_hash" text NOT NULL,
	"erased_at" bigint
);
--> statement-breakpoint
CREATE TABLE "credit_redemptions" (
	"id" text PRIMARY KEY NOT NULL,
	"credit_id" text NOT NULL,
	"request_key" text NOT NULL,
	"request_hash" text NOT NULL,
	"kind" text NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"order_ref" text,
	"reverses" text,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "credits" (
	"id" text PRIMARY KEY NOT NULL,
	"code_hash" text NOT NULL,
	"code_sealed" text NOT NULL,
	"code_hint" text NOT NULL,
	"order_id" text,
	"return_id" text,
	"payout_id" text,
	"country" text NOT NULL,
	"currency" text NOT NULL,
	"amount" bigint NOT NULL,
	"bonus" bigint NOT NULL,
	"issued_at" bigint NOT NULL,
	"expires_at" bigint,
	"expiry_rule" text NOT NULL,
	"closed_at" bigint,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "disputes" (
	"id" text PRIMARY KEY NOT NULL,
	"payment_id" text NOT NULL,
	"order_id" text NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"status" text NOT NULL,
	"reason" text,
	"refundable" boolean NOT NULL,
	"withdrawn" bigint NOT NULL,
	"opened_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL,
	"closed_at" bigint,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "external_refunds" (
	"id" text PRIMARY KEY NOT NULL,
	"payment_id" text NOT NULL,
	"order_id" text NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"status" text NOT NULL,
	"failure" text,
	"reference" text,
	"made_at" bigint NOT NULL,
	"seen_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ledger" (
	"id" text PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"leg" integer NOT NULL,
	"kind" text NOT NULL,
	"debit" text NOT NULL,
	"credit" text NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"order_id" text,
	"return_id" text,
	"payout_id" text,
	"payment_id" text,
	"credit_id" text,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "payment_facts" (
	"payment_id" text PRIMARY KEY NOT NULL,
	"method" text,
	"currency" text NOT NULL,
	"captured" bigint NOT NULL,
	"refundable" bigint NOT NULL,
	"disputed" boolean NOT NULL,
	"paid_at" bigint,
	"refund_until" bigint,
	"read_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "payment_locks" (
	"payment_ref" text PRIMARY KEY NOT NULL,
	"owner" text NOT NULL,
	"until" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "provider_cursors" (
	"name" text PRIMARY KEY NOT NULL,
	"value" text,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "provider_health" (
	"provider" text PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"failures" integer NOT NULL,
	"cause" text,
	"opened_at" bigint,
	"retry_at" bigint,
	"updated_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reconciliation_differences" (
	"id" text PRIMARY KEY NOT NULL,
	"run_id" text NOT NULL,
	"last_run_id" text NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"refund_ref" text,
	"payout_id" text,
	"payment_id" text,
	"ours" text,
	"theirs" text,
	"state" text NOT NULL,
	"found_at" bigint NOT NULL,
	"action" text,
	"note" text,
	"resolved_by" text,
	"resolved_at" bigint,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reconciliation_runs" (
	"id" text PRIMARY KEY NOT NULL,
	"since" bigint NOT NULL,
	"until" bigint NOT NULL,
	"state" text NOT NULL,
	"started_by" text NOT NULL,
	"started_at" bigint NOT NULL,
	"finished_at" bigint,
	"counts" text,
	"cursor" bigint,
	"failure" text
);
--> statement-breakpoint
CREATE TABLE "tax_reversals" (
	"id" text PRIMARY KEY NOT NULL,
	"payout_id" text NOT NULL,
	"attempt" integer NOT NULL,
	"undo" boolean NOT NULL,
	"reference" text NOT NULL,
	"ref" text,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"failure" text,
	"at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "tax_transaction" text;--> statement-breakpoint
ALTER TABLE "payouts" ADD COLUMN "way" text DEFAULT 'payment' NOT NULL;--> statement-breakpoint
ALTER TABLE "payouts" ADD COLUMN "replaces" text;--> statement-breakpoint
ALTER TABLE "credit_redemptions" ADD CONSTRAINT "credit_redemptions_credit_id_credits_id_fk" FOREIGN KEY ("credit_id") REFERENCES "public"."credits"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "bank_transfers_payout" ON "bank_transfers" USING btree ("payout_id");--> statement-breakpoint
CREATE INDEX "bank_transfers_state" ON "bank_transfers" USING btree ("state","created_at");--> statement-breakpoint
CREATE INDEX "bank_transfers_return" ON "bank_transfers" USING btree ("return_id");--> statement-breakpoint
CREATE UNIQUE INDEX "credit_redemptions_key" ON "credit_redemptions" USING btree ("request_key");--> statement-breakpoint
CREATE INDEX "credit_redemptions_credit" ON "credit_redemptions" USING btree ("credit_id");--> statement-breakpoint
CREATE UNIQUE INDEX "credits_code" ON "credits" USING btree ("code_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "credits_payout" ON "credits" USING btree ("payout_id");--> statement-breakpoint
CREATE INDEX "credits_return" ON "credits" USING btree ("return_id");--> statement-breakpoint
CREATE INDEX "credits_expiry" ON "credits" USING btree ("closed_at","expires_at");--> statement-breakpoint
CREATE INDEX "disputes_payment" ON "disputes" USING btree ("payment_id");--> statement-breakpoint
CREATE INDEX "disputes_open" ON "disputes" USING btree ("closed_at","opened_at");--> statement-breakpoint
CREATE INDEX "external_refunds_payment" ON "external_refunds" USING btree ("payment_id");--> statement-breakpoint
CREATE INDEX "external_refunds_order" ON "external_refunds" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "external_refunds_made" ON "external_refunds" USING btree ("made_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "ledger_key" ON "ledger" USING btree ("key","leg");--> statement-breakpoint
CREATE INDEX "ledger_order" ON "ledger" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "ledger_return" ON "ledger" USING btree ("return_id");--> statement-breakpoint
CREATE INDEX "ledger_payment" ON "ledger" USING btree ("payment_id");--> statement-breakpoint
CREATE INDEX "ledger_credit" ON "ledger" USING btree ("credit_id");--> statement-breakpoint
CREATE INDEX "ledger_at" ON "ledger" USING btree ("at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "reconciliation_differences_subject" ON "reconciliation_differences" USING btree ("subject");--> statement-breakpoint
CREATE INDEX "reconciliation_differences_state" ON "reconciliation_differences" USING btree ("state","found_at");--> statement-breakpoint
CREATE INDEX "reconciliation_runs_started" ON "reconciliation_runs" USING btree ("started_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "tax_reversals_reference" ON "tax_reversals" USING btree ("reference");--> statement-breakpoint
CREATE INDEX "tax_reversals_payout" ON "tax_reversals" USING btree ("payout_id");--> statement-breakpoint
CREATE UNIQUE INDEX "payouts_replaces" ON "payouts" USING btree ("replaces");--> statement-breakpoint
CREATE FUNCTION "ledger_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$;--> statement-breakpoint
CREATE TRIGGER "ledger_no_change" BEFORE UPDATE OR DELETE ON "ledger" FOR EACH ROW EXECUTE FUNCTION "ledger_append_only"();--> statement-breakpoint
CREATE TRIGGER "ledger_no_truncate" BEFORE TRUNCATE ON "ledger" FOR EACH STATEMENT EXECUTE FUNCTION "ledger_append_only"();--> statement-breakpoint
ALTER TABLE "ledger" ADD CONSTRAINT "ledger_sound" CHECK ("amount" > 0 AND "debit" <> "credit");
