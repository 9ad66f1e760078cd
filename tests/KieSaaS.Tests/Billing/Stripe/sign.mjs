// Prints the signature header that Stripe's own SDK makes: sign.mjs SECRET TIME BODY
import Stripe from 'stripe';

const [secret, time, payload] = process.argv.slice(2);
const stripe = new Stripe('sk_test_unused');
console.log(stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp: Number(time) }));
