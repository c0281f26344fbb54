import sys

from segment.analytics.client import Client

host, key = sys.argv[1:]
client = Client(key, host=host)
client.identify("user-1", {"email": "ada@example.com", "plan": "pro"})
client.track("user-1", "Order Completed", {"revenue": 49.5, "product": "Żółta kurtka 雨衣"})
client.track(anonymous_id="anon-1", event="Product Viewed", properties={"price": 9})
client.page("user-1", "Docs", "Home", {"url": "https://shop.example/product/12"})
client.screen("user-1", "App", "Cart")
client.group("user-1", "org-1", {"name": "Acme"})
client.alias("anon-1", "user-1")
client.shutdown()
