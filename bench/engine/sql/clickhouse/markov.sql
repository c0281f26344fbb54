-- 0 is an outcome, and what nothing comes before. Touches that lead nowhere end their path: total less counted.
SELECT before, after, count()
FROM (
    SELECT groupArray(if(kind = $outcome, 0, channel)) AS states
    FROM events
    WHERE time >= $begin AND time < $end AND (kind = $outcome OR kind IN ($touches))
    GROUP BY customer
)
ARRAY JOIN arrayPushFront(arrayPopBack(states), 0) AS before, states AS after
WHERE before > 0 OR after > 0
GROUP BY before, after
SETTINGS optimize_aggregation_in_order = 1
