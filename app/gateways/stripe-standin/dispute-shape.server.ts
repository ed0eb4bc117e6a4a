import type { DisputeRecord, WarningRecord } from './dispute-records.server.ts';
import { nothing, type Shape } from './object-shape.server.ts';

const evidence = {
  ...nothing([
    ...['access_activity_log', 'billing_address', 'cancellation_policy', 'cancellation_policy_disclosure'],
    ...['cancellation_rebuttal', 'customer_communication', 'customer_email_address', 'customer_name'],
    ...['customer_purchase_ip', 'customer_signature', 'duplicate_charge_documentation'],
    ...['duplicate_charge_explanation', 'duplicate_charge_id', 'product_description', 'receipt', 'refund_policy'],
    ...['refund_policy_disclosure', 'refund_refusal_explanation', 'service_date', 'service_documentation'],
    ...['shipping_address', 'shipping_carrier', 'shipping_date', 'shipping_documentation'],
    ...['shipping_tracking_number', 'uncategorized_file', 'uncategorized_text'],
  ]),
  enhanced_evidence: {},
};

function movementShape(dispute: DisputeRecord, { id, amount, created }: DisputeRecord['movements'][number]): Shape {
  return {
    id,
    object: 'balance_transaction',
    amount,
    available_on: created,
    balance_type: 'payments',
    created,
    currency: dispute.currency,
    description:
      amount < 0 ? `Chargeback withdrawal for ${dispute.charge}` : `Chargeback reversal for ${dispute.charge}`,
    exchange_rate: null,
    fee: 0,
    fee_details: [],
    net: amount,
    reporting_category: amount < 0 ? 'dispute' : 'dispute_reversal',
    source: dispute.id,
    status: 'available',
    type: 'adjustment',
  };
}

export function disputeShape(dispute: DisputeRecord): Shape {
  const case_type = dispute.inquiry ? 'inquiry' : 'chargeback';
  return {
    id: dispute.id,
    object: 'dispute',
    amount: dispute.amount,
    balance_transactions: dispute.movements.map((movement) => movementShape(dispute, movement)),
    charge: dispute.charge,
    created: dispute.created,
    currency: dispute.currency,
    enhanced_eligibility_types: [],
    evidence,
    evidence_details: {
      due_by: dispute.dueBy,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: dispute.isChargeRefundable,
    livemode: false,
    metadata: dispute.metadata,
    payment_intent: dispute.intent,
    payment_method_details: {
      card: { brand: 'visa', case_type, network: 'visa', network_reason_code: null },
      type: 'card',
    },
    reason: dispute.reason,
    status: dispute.status,
  };
}

export function warningShape(warning: WarningRecord): Shape {
  return {
    id: warning.id,
    object: 'radar.early_fraud_warning',
    actionable: warning.actionable,
    charge: warning.charge,
    created: warning.created,
    fraud_type: warning.fraudType,
    livemode: false,
    payment_intent: warning.intent,
  };
}
