const { jitsuAnalytics } = require("@jitsu/js");

const [host, key] = process.argv.slice(2);
const wrong = (message) => { throw new Error(message); };
const make = (s2s) => jitsuAnalytics({ host, writeKey: `${key}:footpath`, s2s, fetch, errorPolicy: wrong });

async function main() {
  const client = make(false);
  await client.setAnonymousId("anon-1");
  await client.track("Product Viewed", { price: 9 });
  await client.identify("user-1", { email: "ada@example.com", plan: "pro" });
  await client.track("Order Completed", { revenue: 49.5, product: "Żółta kurtka 雨衣" });
  await client.page({ name: "Home", category: "Docs", url: "https://shop.example/product/12" });
  await client.group("org-1", { name: "Acme" });
}
main().then(() => process.exit(0), (error) => { console.error(error); process.exit(1); });
