SELECT
    node,
    sum(begins),
    sum(ends),
    sum(begins AND ends),
    sum(if(begins, 0, passed)),
    count(),
    sum(is_first)
FROM (
    SELECT
        groupArray(touchpoint) AS nodes,
        groupArray(time) AS times,
        arrayDifference(times) AS gaps,
        arrayPushFront(arrayMap(gap -> gap >= $gap, arrayPopFront(gaps)), true) AS opens
    FROM events
    WHERE time >= $begin AND time < $end
    GROUP BY customer
)
ARRAY JOIN
    nodes AS node,
    gaps AS passed,
    opens AS begins,
    arrayPushBack(arrayPopFront(opens), true) AS ends,
    arrayMap(place -> place = 1, arrayEnumerate(nodes)) AS is_first
GROUP BY node
SETTINGS optimize_aggregation_in_order = 1
