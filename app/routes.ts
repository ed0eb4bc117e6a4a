import { index, layout, prefix, type RouteConfig, route } from '@react-router/dev/routes';

export default [
  layout('routes/customer/layout.tsx', [
    index('routes/customer/start.tsx'),
    route('code', 'routes/customer/code.tsx'),
    route('order', 'routes/customer/order.tsx'),
    ...prefix('return', [
      route('items', 'routes/customer/items.tsx'),
      route('reason/:lineId', 'routes/customer/reason.tsx'),
      route('refund', 'routes/customer/refund.tsx'),
      route('travel', 'routes/customer/travel.tsx'),
      route('check', 'routes/customer/check.tsx'),
    ]),
    ...prefix('r/:rma', [
      index('routes/customer/status.tsx'),
      route('sent', 'routes/customer/sent.tsx'),
      route('cancel', 'routes/customer/cancel.tsx'),
    ]),
    ...prefix('dev/mailbox', [index('routes/dev/mailbox.tsx'), route(':id', 'routes/dev/mail.tsx')]),
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
    ...prefix('staff', [
      index('routes/staff/home.tsx'),
      route('sign-in', 'routes/staff/sign-in.tsx'),
      route('sign-out', 'routes/staff/sign-out.tsx'),
    ]),
    ...prefix('dock', [index('routes/dock/scan.tsx'), route(':rma', 'routes/dock/parcel.tsx')]),
    ...prefix('desk', [index('routes/desk/queue.tsx'), route('returns/:id', 'routes/desk/return.tsx')]),
    ...prefix('policy', [
      index('routes/policy/overview.tsx'),
      route('edit', 'routes/policy/edit.tsx'),
      route('versions/:number', 'routes/policy/version.tsx'),
    ]),
  ]),

  route('health', 'routes/api/health.tsx'),
  route('webhooks/stripe', 'routes/webhooks/stripe.tsx'),
  route('*', 'routes/not-found.tsx'),
] satisfies RouteConfig;
