CREATE INDEX "payouts_state" ON "payouts" USING btree ("state","updated_at");--> statement-breakpoint
CREATE INDEX "returns_received" ON "returns" USING btree ("received_at","id");