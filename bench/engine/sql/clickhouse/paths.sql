-- Stored in the order of time, and read in that order.
SELECT path, customers, count() OVER (), sum(customers) OVER ()
FROM (
    SELECT path, count() AS customers
    FROM (
        SELECT groupArray($depth)(touchpoint) AS path
        FROM events
        WHERE time >= $begin AND time < $end AND touchpoint > 0
        GROUP BY customer
    )
    GROUP BY path
)
ORDER BY customers DESC, path
LIMIT $listed
SETTINGS optimize_aggregation_in_order = 1
