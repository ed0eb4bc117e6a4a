CREATE TABLE "automation_acts" (
	"id" text PRIMARY KEY NOT NULL,
	"rule_id" text NOT NULL,
	"rule_version" integer NOT NULL,
	"return_id" text NOT NULL,
	"kind" text NOT NULL,
	"code" text,
	"question" text,
	"amount" bigint,
	"currency" text,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "automation_exposures" (
	"scope" text NOT NULL,
	"day" text NOT NULL,
	"currency" text NOT NULL,
	"amount" bigint NOT NULL,
	CONSTRAINT "automation_exposures_scope_day_currency_pk" PRIMARY KEY("scope","day","currency")
);
--> statement-breakpoint
CREATE TABLE "automation_rules" (
	"id" text PRIMARY KEY NOT NULL,
	"position" integer NOT NULL,
	"enabled" boolean NOT NULL,
	"definition" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" bigint NOT NULL,
	"updated_by" text NOT NULL,
	"updated_at" bigint NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
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
CREATE TABLE "contests" (
	"id" text PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"context" text NOT NULL,
	"machine_version" integer NOT NULL,
	"version" integer NOT NULL,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL,
	"return_id" text NOT NULL,
	"decided_at" bigint NOT NULL,
	"words" text NOT NULL,
	"currency" text NOT NULL,
	"credit_id" text
);
--> statement-breakpoint
CREATE TABLE "decision_proposals" (
	"id" text PRIMARY KEY NOT NULL,
	"return_id" text NOT NULL,
	"return_version" integer NOT NULL,
	"decisions" text NOT NULL,
	"total" bigint NOT NULL,
	"currency" text NOT NULL,
	"hash" text NOT NULL,
	"state" text NOT NULL,
	"proposed_by" text NOT NULL,
	"proposed_at" bigint NOT NULL,
	"device" text,
	"ended_by" text,
	"ended_at" bigint,
	"note" text
);
--> statement-breakpoint
CREATE TABLE "dock_arrivals" (
	"return_id" text PRIMARY KEY NOT NULL,
	"scan_id" text NOT NULL,
	"arrived_at" bigint NOT NULL,
	"scanned_by" text NOT NULL,
	"counted_at" bigint
);
--> statement-breakpoint
CREATE TABLE "dock_counts" (
	"id" text PRIMARY KEY NOT NULL,
	"return_id" text NOT NULL,
	"number" integer NOT NULL,
	"at" bigint NOT NULL,
	"by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dock_findings" (
	"id" text PRIMARY KEY NOT NULL,
	"count_id" text NOT NULL,
	"return_id" text NOT NULL,
	"line_id" text,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"detail" text,
	"serial" text,
	"at" bigint NOT NULL,
	"by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dock_lines" (
	"id" text PRIMARY KEY NOT NULL,
	"count_id" text NOT NULL,
	"return_id" text NOT NULL,
	"line_id" text NOT NULL,
	"position" integer NOT NULL,
	"received" integer NOT NULL,
	"grade" text NOT NULL,
	"note" text,
	"disposition" text,
	"proposed" text,
	"marks" text NOT NULL,
	"serials" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dock_scans" (
	"id" text PRIMARY KEY NOT NULL,
	"device" text NOT NULL,
	"code" text NOT NULL,
	"kind" text,
	"result" text NOT NULL,
	"reason" text NOT NULL,
	"return_id" text,
	"found_parcel_id" text,
	"scanned_at" bigint NOT NULL,
	"received_at" bigint NOT NULL,
	"arrived_at" bigint NOT NULL,
	"clock_offset" bigint NOT NULL,
	"clock_wrong" boolean NOT NULL,
	"scanned_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "found_matches" (
	"id" text PRIMARY KEY NOT NULL,
	"found_parcel_id" text NOT NULL,
	"order_id" text NOT NULL,
	"return_id" text,
	"matched_at" bigint NOT NULL,
	"matched_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "found_parcels" (
	"id" text PRIMARY KEY NOT NULL,
	"device" text NOT NULL,
	"state" text NOT NULL,
	"version" integer NOT NULL,
	"code" text,
	"code_value" text,
	"sender_name" text,
	"sender_place" text,
	"sender_email" text,
	"goods" text,
	"note" text,
	"arrived_at" bigint NOT NULL,
	"received_at" bigint NOT NULL,
	"found_by" text NOT NULL,
	"closed_at" bigint,
	"closed_why" text
);
--> statement-breakpoint
CREATE TABLE "found_photos" (
	"id" text PRIMARY KEY NOT NULL,
	"found_parcel_id" text NOT NULL,
	"position" integer NOT NULL,
	"bytes" bigint NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "goodwill_budgets" (
	"staff_id" text NOT NULL,
	"month" text NOT NULL,
	"currency" text NOT NULL,
	"spent" bigint NOT NULL,
	CONSTRAINT "goodwill_budgets_staff_id_month_currency_pk" PRIMARY KEY("staff_id","month","currency")
);
--> statement-breakpoint
CREATE TABLE "goodwills" (
	"id" text PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"context" text NOT NULL,
	"machine_version" integer NOT NULL,
	"version" integer NOT NULL,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL,
	"return_id" text NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"form_key" text NOT NULL,
	"credit_id" text
);
--> statement-breakpoint
CREATE TABLE "parcel_codes" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"value" text NOT NULL,
	"return_id" text NOT NULL,
	"noted_at" bigint NOT NULL,
	"noted_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "presence" (
	"return_id" text NOT NULL,
	"staff_id" text NOT NULL,
	"seen_at" bigint NOT NULL,
	CONSTRAINT "presence_return_id_staff_id_pk" PRIMARY KEY("return_id","staff_id")
);
--> statement-breakpoint
CREATE TABLE "return_messages" (
	"id" text PRIMARY KEY NOT NULL,
	"return_id" text NOT NULL,
	"author" text NOT NULL,
	"text" text NOT NULL,
	"locale" text NOT NULL,
	"template" text,
	"asks" boolean NOT NULL,
	"form_key" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "return_notes" (
	"id" text PRIMARY KEY NOT NULL,
	"return_id" text NOT NULL,
	"author_id" text NOT NULL,
	"text" text NOT NULL,
	"form_key" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "return_signals" (
	"return_id" text NOT NULL,
	"code" text NOT NULL,
	"facts" text NOT NULL,
	"raised_at" bigint NOT NULL,
	CONSTRAINT "return_signals_return_id_code_pk" PRIMARY KEY("return_id","code")
);
--> statement-breakpoint
CREATE TABLE "return_traces" (
	"return_id" text NOT NULL,
	"kind" text NOT NULL,
	"hash" text NOT NULL,
	"person_hash" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "return_traces_return_id_kind_pk" PRIMARY KEY("return_id","kind")
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
CREATE TABLE "sold_serials" (
	"id" text PRIMARY KEY NOT NULL,
	"order_line_id" text NOT NULL,
	"position" integer NOT NULL,
	"serial" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "staff_notices" (
	"id" text PRIMARY KEY NOT NULL,
	"staff_id" text NOT NULL,
	"kind" text NOT NULL,
	"return_id" text NOT NULL,
	"note_id" text,
	"actor" text NOT NULL,
	"created_at" bigint NOT NULL,
	"read_at" bigint
);
--> statement-breakpoint
DROP INDEX "returns_queue";--> statement-breakpoint
ALTER TABLE "returns" ADD COLUMN "assigned_to" text;--> statement-breakpoint
ALTER TABLE "returns" ADD COLUMN "review" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "returns" ADD COLUMN "uninspected" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "returns" ADD COLUMN "reasons" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "bulk_rows" ADD CONSTRAINT "bulk_rows_bulk_id_bulk_acts_id_fk" FOREIGN KEY ("bulk_id") REFERENCES "public"."bulk_acts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "found_matches" ADD CONSTRAINT "found_matches_found_parcel_id_found_parcels_id_fk" FOREIGN KEY ("found_parcel_id") REFERENCES "public"."found_parcels"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "found_photos" ADD CONSTRAINT "found_photos_found_parcel_id_found_parcels_id_fk" FOREIGN KEY ("found_parcel_id") REFERENCES "public"."found_parcels"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "automation_acts_once" ON "automation_acts" USING btree ("return_id","rule_id","kind");--> statement-breakpoint
CREATE INDEX "automation_acts_rule" ON "automation_acts" USING btree ("rule_id","at");--> statement-breakpoint
CREATE INDEX "automation_rules_position" ON "automation_rules" USING btree ("position","id");--> statement-breakpoint
CREATE INDEX "bulk_acts_staff" ON "bulk_acts" USING btree ("staff_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "contests_decision" ON "contests" USING btree ("return_id","decided_at");--> statement-breakpoint
CREATE INDEX "contests_state" ON "contests" USING btree ("state","created_at");--> statement-breakpoint
CREATE INDEX "decision_proposals_return" ON "decision_proposals" USING btree ("return_id","proposed_at");--> statement-breakpoint
CREATE INDEX "decision_proposals_state" ON "decision_proposals" USING btree ("state","proposed_at","id");--> statement-breakpoint
CREATE INDEX "dock_arrivals_waiting" ON "dock_arrivals" USING btree ("counted_at","arrived_at","return_id");--> statement-breakpoint
CREATE UNIQUE INDEX "dock_counts_number" ON "dock_counts" USING btree ("return_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "dock_findings_position" ON "dock_findings" USING btree ("count_id","position");--> statement-breakpoint
CREATE INDEX "dock_findings_return" ON "dock_findings" USING btree ("return_id","count_id");--> statement-breakpoint
CREATE UNIQUE INDEX "dock_lines_position" ON "dock_lines" USING btree ("count_id","position");--> statement-breakpoint
CREATE INDEX "dock_lines_return" ON "dock_lines" USING btree ("return_id","count_id");--> statement-breakpoint
CREATE INDEX "dock_scans_return" ON "dock_scans" USING btree ("return_id","arrived_at");--> statement-breakpoint
CREATE INDEX "dock_scans_arrived" ON "dock_scans" USING btree ("arrived_at","id");--> statement-breakpoint
CREATE INDEX "found_matches_parcel" ON "found_matches" USING btree ("found_parcel_id","matched_at");--> statement-breakpoint
CREATE INDEX "found_matches_return" ON "found_matches" USING btree ("return_id");--> statement-breakpoint
CREATE INDEX "found_parcels_state" ON "found_parcels" USING btree ("state","arrived_at","id");--> statement-breakpoint
CREATE INDEX "found_parcels_code" ON "found_parcels" USING btree ("code_value");--> statement-breakpoint
CREATE INDEX "found_photos_parcel" ON "found_photos" USING btree ("found_parcel_id","position");--> statement-breakpoint
CREATE UNIQUE INDEX "goodwills_form" ON "goodwills" USING btree ("form_key");--> statement-breakpoint
CREATE INDEX "goodwills_return" ON "goodwills" USING btree ("return_id","created_at");--> statement-breakpoint
CREATE INDEX "goodwills_state" ON "goodwills" USING btree ("state","created_at");--> statement-breakpoint
CREATE INDEX "parcel_codes_value" ON "parcel_codes" USING btree ("value","return_id");--> statement-breakpoint
CREATE INDEX "parcel_codes_return" ON "parcel_codes" USING btree ("return_id");--> statement-breakpoint
CREATE INDEX "presence_seen" ON "presence" USING btree ("seen_at");--> statement-breakpoint
CREATE UNIQUE INDEX "return_messages_form" ON "return_messages" USING btree ("form_key");--> statement-breakpoint
CREATE INDEX "return_messages_return" ON "return_messages" USING btree ("return_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "return_notes_form" ON "return_notes" USING btree ("form_key");--> statement-breakpoint
CREATE INDEX "return_notes_return" ON "return_notes" USING btree ("return_id","created_at");--> statement-breakpoint
CREATE INDEX "return_traces_hash" ON "return_traces" USING btree ("kind","hash","at");--> statement-breakpoint
CREATE INDEX "saved_views_owner" ON "saved_views" USING btree ("owner_id","created_at");--> statement-breakpoint
CREATE INDEX "saved_views_shared" ON "saved_views" USING btree ("shared","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "sold_serials_position" ON "sold_serials" USING btree ("order_line_id","position");--> statement-breakpoint
CREATE INDEX "staff_notices_staff" ON "staff_notices" USING btree ("staff_id","read_at");--> statement-breakpoint
CREATE INDEX "staff_notices_note" ON "staff_notices" USING btree ("note_id");--> statement-breakpoint
CREATE INDEX "order_lines_sku" ON "order_lines" USING btree ("sku","order_id");--> statement-breakpoint
CREATE INDEX "orders_placed" ON "orders" USING btree ("placed_at");--> statement-breakpoint
CREATE INDEX "returns_due" ON "returns" USING btree ("state","queue_at","id") WHERE refund_due_at is not null and closed_at is null;--> statement-breakpoint
CREATE INDEX "returns_assigned" ON "returns" USING btree ("assigned_to","state","queue_at","id") WHERE assigned_to is not null and closed_at is null;--> statement-breakpoint
CREATE INDEX "returns_review" ON "returns" USING btree ("state","queue_at","id") WHERE review and closed_at is null;--> statement-breakpoint
CREATE INDEX "returns_uninspected" ON "returns" USING btree ("state","queue_at","id") WHERE uninspected and closed_at is null;--> statement-breakpoint
CREATE INDEX "returns_requested" ON "returns" USING btree ("requested_at","id");--> statement-breakpoint
CREATE INDEX "returns_queue" ON "returns" USING btree ("state","queue_at","id","country","currency","total","resolution","requested_at","assigned_to","reasons");--> statement-breakpoint
-- Words are compared by their bytes, as on SQLite: what begins like a word then stands in one stretch of the index.
ALTER TABLE "search_terms" ALTER COLUMN "term" TYPE text COLLATE "C";--> statement-breakpoint
UPDATE "returns" SET
	"reasons" = coalesce((SELECT ' ' || string_agg("reason", ' ') || ' ' FROM "return_lines" WHERE "return_id" = "returns"."id"), ''),
	"review" = EXISTS (SELECT 1 FROM "return_lines" WHERE "return_id" = "returns"."id" AND "verdict" LIKE '%"review":{"value":true%');--> statement-breakpoint
CREATE FUNCTION "written_stays"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'what was written stays'; END $$;--> statement-breakpoint
CREATE TRIGGER "return_notes_no_change" BEFORE UPDATE ON "return_notes" FOR EACH ROW EXECUTE FUNCTION "written_stays"();--> statement-breakpoint
CREATE TRIGGER "return_messages_no_change" BEFORE UPDATE ON "return_messages" FOR EACH ROW EXECUTE FUNCTION "written_stays"();
