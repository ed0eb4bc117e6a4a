import { layout, type RouteConfig, route } from '@react-router/dev/routes';

// No index routes: a form posts to its own page's address, and an index would need `?index` behind it.
export default [
  layout('routes/customer/layout.tsx', [
    route('/', 'routes/customer/start.tsx'),
    route('code', 'routes/customer/code.tsx'),
    route('order', 'routes/customer/order.tsx'),
    route('return/items', 'routes/customer/items.tsx'),
    route('return/reason/:lineId', 'routes/customer/reason.tsx'),
    route('return/refund', 'routes/customer/refund.tsx'),
    route('return/travel', 'routes/customer/travel.tsx'),
    route('return/check', 'routes/customer/check.tsx'),
    route('r/:rma', 'routes/customer/status.tsx'),
    route('r/:rma/sent', 'routes/customer/sent.tsx'),
    route('r/:rma/cancel', 'routes/customer/cancel.tsx'),
    route('dev/mailbox', 'routes/dev/mailbox.tsx'),
    route('dev/mailbox/:id', 'routes/dev/mail.tsx'),
    route('help', 'routes/customer/help.tsx'),
    route('leave', 'routes/customer/leave.tsx'),
    route('language', 'routes/customer/language.tsx'),
  ]),
  // Files, not pages: no frame around them.
  route('dev/mailbox.json', 'routes/dev/mailbox-json.tsx'),
  route('dev/mailbox/:id/html', 'routes/dev/mail-html.tsx'),
  route('r/:rma/label/:format', 'routes/customer/label.tsx'),
  route('photos/:id', 'routes/customer/photo.tsx'),
  route('staff/photos/:id', 'routes/staff/photo.tsx'),

  layout('routes/staff/layout.tsx', [
    route('staff', 'routes/staff/home.tsx'),
    route('staff/sign-in', 'routes/staff/sign-in.tsx'),
    route('staff/sign-out', 'routes/staff/sign-out.tsx'),
    route('dock', 'routes/dock/scan.tsx'),
    route('dock/:rma', 'routes/dock/parcel.tsx'),
    route('desk', 'routes/desk/queue.tsx'),
    route('desk/returns/:id', 'routes/desk/return.tsx'),
    route('policy', 'routes/policy/overview.tsx'),
    route('policy/edit', 'routes/policy/edit.tsx'),
    route('policy/versions/:number', 'routes/policy/version.tsx'),
  ]),

  route('health', 'routes/api/health.tsx'),
  route('webhooks/stripe', 'routes/webhooks/stripe.tsx'),
  route('*', 'routes/not-found.tsx'),
] satisfies RouteConfig;
