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
CREATE TABLE "presence" (
	"return_id" text NOT NULL,
	"staff_id" text NOT NULL,
	"seen_at" bigint NOT NULL,
	CONSTRAINT "presence_return_id_staff_id_pk" PRIMARY KEY("return_id","staff_id")
);
--> statement-breakpoint
CREATE TABLE "return_assignments" (
	"return_id" text PRIMARY KEY NOT NULL,
	"staff_id" text NOT NULL,
	"since" bigint NOT NULL
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
CREATE UNIQUE INDEX "contests_decision" ON "contests" USING btree ("return_id","decided_at");--> statement-breakpoint
CREATE INDEX "contests_state" ON "contests" USING btree ("state","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "goodwills_form" ON "goodwills" USING btree ("form_key");--> statement-breakpoint
CREATE INDEX "goodwills_return" ON "goodwills" USING btree ("return_id","created_at");--> statement-breakpoint
CREATE INDEX "goodwills_state" ON "goodwills" USING btree ("state","created_at");--> statement-breakpoint
CREATE INDEX "presence_seen" ON "presence" USING btree ("seen_at");--> statement-breakpoint
CREATE INDEX "return_assignments_staff" ON "return_assignments" USING btree ("staff_id","since");--> statement-breakpoint
CREATE UNIQUE INDEX "return_messages_form" ON "return_messages" USING btree ("form_key");--> statement-breakpoint
CREATE INDEX "return_messages_return" ON "return_messages" USING btree ("return_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "return_notes_form" ON "return_notes" USING btree ("form_key");--> statement-breakpoint
CREATE INDEX "return_notes_return" ON "return_notes" USING btree ("return_id","created_at");--> statement-breakpoint
CREATE INDEX "return_traces_hash" ON "return_traces" USING btree ("kind","hash","at");--> statement-breakpoint
CREATE INDEX "staff_notices_staff" ON "staff_notices" USING btree ("staff_id","read_at");--> statement-breakpoint
CREATE INDEX "staff_notices_note" ON "staff_notices" USING btree ("note_id");--> statement-breakpoint
CREATE FUNCTION "written_stays"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'what was written stays'; END $$;--> statement-breakpoint
CREATE TRIGGER "return_notes_no_change" BEFORE UPDATE ON "return_notes" FOR EACH ROW EXECUTE FUNCTION "written_stays"();--> statement-breakpoint
CREATE TRIGGER "return_messages_no_change" BEFORE UPDATE ON "return_messages" FOR EACH ROW EXECUTE FUNCTION "written_stays"();
