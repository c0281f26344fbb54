SELECT before, after, count(), avg(passed)
FROM (
    SELECT groupArray(touchpoint) AS nodes, groupArray(time) AS times
    FROM events
    WHERE time >= $begin AND time < $end AND touchpoint > 0
    GROUP BY customer
)
ARRAY JOIN
    arrayPopBack(nodes) AS before,
    arrayPopFront(nodes) AS after,
    arrayPopFront(arrayDifference(times)) AS passed
GROUP BY before, after
SETTINGS optimize_aggregation_in_order = 1
