CREATE TABLE "bulk_acts" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"staff_id" text NOT NULL,
	"to_staff" text,
	"created_at" bigint NOT NULL,
	"confirmed_at" bigint,
	"not_before" bigint,
	"done_at" bigint
);
--> statement-breakpoint
CREATE TABLE "bulk_rows" (
	"bulk_id" text NOT NULL,
	"position" integer NOT NULL,
	"return_id" text NOT NULL,
	"version" integer NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"decisions" text,
	"outcome" text NOT NULL,
	"code" text,
	"was" text,
	CONSTRAINT "bulk_rows_bulk_id_position_pk" PRIMARY KEY("bulk_id","position")
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"id" text PRIMARY KEY NOT NULL,
	"owner_id" text NOT NULL,
	"name" text NOT NULL,
	"shared" boolean NOT NULL,
	"query" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_documents" (
	"return_id" text PRIMARY KEY NOT NULL,
	"words" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_terms" (
	"term" text NOT NULL,
	"return_id" text NOT NULL,
	CONSTRAINT "search_terms_term_return_id_pk" PRIMARY KEY("term","return_id")
);
--> statement-breakpoint
DROP INDEX "returns_queue";--> statement-breakpoint
ALTER TABLE "returns" ADD COLUMN "assigned_to" text;--> statement-breakpoint
ALTER TABLE "returns" ADD COLUMN "review" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "returns" ADD COLUMN "uninspected" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "returns" ADD COLUMN "reasons" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "bulk_rows" ADD CONSTRAINT "bulk_rows_bulk_id_bulk_acts_id_fk" FOREIGN KEY ("bulk_id") REFERENCES "public"."bulk_acts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bulk_acts_staff" ON "bulk_acts" USING btree ("staff_id","created_at");--> statement-breakpoint
CREATE INDEX "saved_views_owner" ON "saved_views" USING btree ("owner_id","created_at");--> statement-breakpoint
CREATE INDEX "saved_views_shared" ON "saved_views" USING btree ("shared","created_at");--> statement-breakpoint
CREATE INDEX "returns_due" ON "returns" USING btree ("state","queue_at","id") WHERE refund_due_at is not null and closed_at is null;--> statement-breakpoint
CREATE INDEX "returns_assigned" ON "returns" USING btree ("assigned_to","state","queue_at","id") WHERE assigned_to is not null and closed_at is null;--> statement-breakpoint
CREATE INDEX "returns_review" ON "returns" USING btree ("state","queue_at","id") WHERE review and closed_at is null;--> statement-breakpoint
CREATE INDEX "returns_uninspected" ON "returns" USING btree ("state","queue_at","id") WHERE uninspected and closed_at is null;--> statement-breakpoint
CREATE INDEX "returns_queue" ON "returns" USING btree ("state","queue_at","id","country","currency","total","resolution","requested_at","assigned_to","reasons");--> statement-breakpoint
-- Words are compared by their bytes, as on SQLite: what begins like a word then stands in one stretch of the index.
ALTER TABLE "search_terms" ALTER COLUMN "term" TYPE text COLLATE "C";--> statement-breakpoint
UPDATE "returns" SET
	"reasons" = coalesce((SELECT ' ' || string_agg("reason", ' ') || ' ' FROM "return_lines" WHERE "return_id" = "returns"."id"), ''),
	"review" = EXISTS (SELECT 1 FROM "return_lines" WHERE "return_id" = "returns"."id" AND "verdict" LIKE '%"review":{"value":true%');
