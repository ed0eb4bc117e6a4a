CREATE TABLE "policy_drafts" (
	"id" text PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"state" text NOT NULL,
	"base_number" integer NOT NULL,
	"document" text NOT NULL,
	"effective_from" bigint,
	"reason" text,
	"rollback_of" integer,
	"proposed_hash" text,
	"proposed_by" text,
	"proposed_at" bigint,
	"published_number" integer,
	"created_by" text NOT NULL,
	"created_at" bigint NOT NULL,
	"updated_by" text NOT NULL,
	"updated_at" bigint NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "withdrawals" (
	"id" text PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"context" text NOT NULL,
	"machine_version" integer NOT NULL,
	"version" integer NOT NULL,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL,
	"case_code" text NOT NULL,
	"access_hash" text NOT NULL,
	"submission_key" text NOT NULL,
	"name" text NOT NULL,
	"contract" text NOT NULL,
	"number_key" text,
	"email" text NOT NULL,
	"email_key" text NOT NULL,
	"scope" text NOT NULL,
	"button" text NOT NULL,
	"locale" text NOT NULL,
	"time_zone" text NOT NULL,
	"submitted_at" bigint NOT NULL,
	"order_id" text,
	"return_id" text,
	"late" boolean,
	"right" text,
	"repeat_of" text
);
--> statement-breakpoint
ALTER TABLE "order_lines" ADD COLUMN "vendor" text;--> statement-breakpoint
ALTER TABLE "order_lines" ADD COLUMN "category" text;--> statement-breakpoint
ALTER TABLE "order_lines" ADD COLUMN "tags" text;--> statement-breakpoint
ALTER TABLE "order_lines" ADD COLUMN "coupon_total" bigint;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "channel" text;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "customer_tier" text;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "customer_tags" text;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "coupon_code" text;--> statement-breakpoint
ALTER TABLE "policy_versions" ADD COLUMN "approved_by" text;--> statement-breakpoint
ALTER TABLE "policy_versions" ADD COLUMN "rollback_of" integer;--> statement-breakpoint
ALTER TABLE "return_lines" ADD COLUMN "verdict_basis" text;--> statement-breakpoint
ALTER TABLE "return_lines" ADD COLUMN "settled_verdict" text;--> statement-breakpoint
ALTER TABLE "return_lines" ADD COLUMN "settled_verdict_basis" text;--> statement-breakpoint
ALTER TABLE "returns" ADD COLUMN "withdrawal_id" text;--> statement-breakpoint
ALTER TABLE "returns" ADD COLUMN "quote_input" text;--> statement-breakpoint
ALTER TABLE "returns" ADD COLUMN "settled_quote_input" text;--> statement-breakpoint
CREATE INDEX "policy_drafts_state" ON "policy_drafts" USING btree ("state","updated_at");--> statement-breakpoint
CREATE UNIQUE INDEX "withdrawals_case_code" ON "withdrawals" USING btree ("case_code");--> statement-breakpoint
CREATE UNIQUE INDEX "withdrawals_access" ON "withdrawals" USING btree ("access_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "withdrawals_submission" ON "withdrawals" USING btree ("submission_key");--> statement-breakpoint
CREATE INDEX "withdrawals_order" ON "withdrawals" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "withdrawals_contract" ON "withdrawals" USING btree ("number_key","email_key");--> statement-breakpoint
CREATE INDEX "withdrawals_state" ON "withdrawals" USING btree ("state","submitted_at");--> statement-breakpoint
CREATE INDEX "returns_email" ON "returns" USING btree ("email","requested_at");