// Drives the sandbox with Stripe's own SDK and fails on the first surprise: sdk.mjs ADDRESS
import assert from 'node:assert/strict';
import http from 'node:http';
import Stripe from 'stripe';

const address = new URL(process.argv[2]);
const connect = (key) => new Stripe(key, {
  host: address.hostname, port: address.port, protocol: 'http', telemetry: false, maxNetworkRetries: 0,
});
const stripe = connect('sk_test_sdk');
const params = {
  mode: 'payment',
  success_url: 'https://portal.example/return?s={CHECKOUT_SESSION_ID}',
  cancel_url: 'https://portal.example/cancel',
  customer_email: 'anna@example.com',
  client_reference_id: 'order 1&=ü',
  line_items: [{ price_data: { currency: 'usd', unit_amount: 500, product_data: { name: '1,000 credits' } }, quantity: 3 }],
  metadata: { tenant: 't 1&=ü' },
  payment_intent_data: { metadata: { order: '7' } },
};

const created = await stripe.checkout.sessions.create(params, { idempotencyKey: 'sdk-1' });
assert.match(created.id, /^cs_test_/);
assert.equal(created.amount_total, 1500);
assert.equal(created.payment_intent, null);
assert.deepEqual(created.metadata, { tenant: 't 1&=ü' });
assert.equal(created.client_reference_id, 'order 1&=ü');

const replayed = await stripe.checkout.sessions.create(params, { idempotencyKey: 'sdk-1' });
assert.equal(replayed.id, created.id);
assert.equal(replayed.lastResponse.headers['idempotent-replayed'], 'true');

await assert.rejects(
  stripe.checkout.sessions.create({ ...params, client_reference_id: 'other' }, { idempotencyKey: 'sdk-1' }),
  (error) => error.type === 'StripeIdempotencyError' && error.statusCode === 400);
await assert.rejects(stripe.checkout.sessions.retrieve('cs_test_none'), (error) => error.code === 'resource_missing' && error.statusCode === 404);
await assert.rejects(stripe.checkout.sessions.create({ ...params, line_items: undefined }), (error) => error.code === 'parameter_missing' && error.param === 'line_items');
await assert.rejects(stripe.checkout.sessions.create({ ...params, colour: 'red' }), (error) => error.code === 'parameter_unknown' && error.param === 'colour');
await assert.rejects(connect('sk_live_sdk').events.list(), (error) => error.type === 'StripeAuthenticationError');

const caught = [];
let endpoint;
const server = http.createServer((request, response) => {
  let body = '';
  request.on('data', (part) => { body += part; });
  request.on('end', () => {
    try {
      caught.push(stripe.webhooks.constructEvent(body, request.headers['stripe-signature'], endpoint.secret));
      response.end();
    } catch (error) {
      console.error(error.message);
      response.statusCode = 400;
      response.end();
    }
  });
});
await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
endpoint = await stripe.webhookEndpoints.create({ url: `http://127.0.0.1:${server.address().port}/`, enabled_events: ['checkout.session.completed', 'charge.succeeded'] });
assert.match(endpoint.secret, /^whsec_/);
assert.equal((await stripe.webhookEndpoints.list()).data[0].secret, undefined);

const page = `/v1/payment_pages/${created.id}`;
assert.equal((await stripe.rawRequest('GET', page)).amount_total, 1500);
await assert.rejects(
  stripe.rawRequest('POST', `${page}/confirm`, { payment_method: 'pm_card_chargeDeclined', expected_amount: 1500 }),
  (error) => error.type === 'StripeCardError' && error.decline_code === 'generic_decline' && error.payment_intent.status === 'requires_payment_method');
await stripe.rawRequest('POST', `${page}/confirm`, { payment_method: 'pm_card_visa', expected_amount: 1500 });

const paid = await stripe.checkout.sessions.retrieve(created.id, { expand: ['line_items', 'payment_intent.latest_charge'] });
assert.equal(paid.status, 'complete');
assert.equal(paid.payment_status, 'paid');
assert.equal(paid.url, null);
assert.equal(paid.line_items.data[0].quantity, 3);
assert.deepEqual(paid.payment_intent.metadata, { order: '7' });
assert.equal(paid.payment_intent.latest_charge.paid, true);

const deadline = Date.now() + 15000;
while (caught.length < 2 && Date.now() < deadline) {
  await new Promise((resolve) => { setTimeout(resolve, 20); });
}
assert.deepEqual(caught.map((event) => event.type).sort(), ['charge.succeeded', 'checkout.session.completed']);
assert.equal(caught.find((event) => event.type === 'checkout.session.completed').data.object.payment_status, 'paid');

const types = [];
for await (const event of stripe.events.list({ limit: 2 })) {
  types.push(event.type);
}
assert.deepEqual(types, [
  'checkout.session.completed', 'payment_intent.succeeded', 'charge.succeeded', 'payment_intent.payment_failed', 'charge.failed', 'payment_intent.created',
]);
const [charge] = (await stripe.charges.list({ payment_intent: paid.payment_intent.id })).data;
assert.equal((await stripe.charges.retrieve(charge.id)).payment_intent, paid.payment_intent.id);
assert.equal((await stripe.paymentIntents.list()).data.length, 1);
const second = await stripe.checkout.sessions.create(params);
assert.equal((await stripe.checkout.sessions.expire(second.id)).status, 'expired');
assert.equal((await stripe.checkout.sessions.listLineItems(second.id)).data[0].amount_total, 1500);
assert.equal((await stripe.webhookEndpoints.del(endpoint.id)).deleted, true);
server.close();
console.log('ok');
