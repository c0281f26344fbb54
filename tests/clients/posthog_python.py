import sys

from posthog import Posthog

host, key = sys.argv[1:]
client = Posthog(key, host=host)
client.set(distinct_id="user-1", properties={"email": "ada@example.com", "plan": "pro"})
client.capture("Order Completed", distinct_id="user-1", properties={"revenue": 49.5, "product": "Żółta kurtka 雨衣"})
client.capture("Product Viewed", distinct_id="anon-1", properties={"price": 9})
client.capture("$pageview", distinct_id="user-1", properties={"$current_url": "https://shop.example/product/12"})
client.capture("$screen", distinct_id="user-1", properties={"$screen_name": "Cart"})
client.group_identify("company", "org-1", {"name": "Acme"}, distinct_id="user-1")
client.alias("anon-1", "user-1")
assert client.get_all_flags("user-1") == {}
client.shutdown()
