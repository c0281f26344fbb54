-- The steps have no touchpoint in common and no two events of a customer the same time: the default mode counts
-- what strict_once counts.
SELECT level, count()
FROM (
    SELECT windowFunnel($window)(
        time, touchpoint = $step1, touchpoint = $step2, touchpoint = $step3, touchpoint = $step4
    ) AS level
    FROM events
    WHERE time >= $begin AND time < $end AND touchpoint IN ($steps)
    GROUP BY customer
)
GROUP BY level
SETTINGS optimize_aggregation_in_order = 1
