#include "compiler/value/value.h"

#include <gtest/gtest.h>

#include <iterator>

namespace hale::model {
namespace {

TEST(Value, IsSmall) { EXPECT_LE(sizeof(Value), 40u); }

TEST(Value, ItemsAreCopiedDeep) {
    Value list = Value::make(ValueKind::List, 0, {}, {});
    EXPECT_TRUE(list.items.empty());
    EXPECT_EQ(list.items.begin(), list.items.end());
    list.items.push_back(Value::integer(1));
    list.items.push_back(Value::word("two"));
    Value copy = list;
    EXPECT_EQ(copy, list);
    copy.items[1].text = "other";
    EXPECT_NE(copy, list);
    EXPECT_EQ(list.items.back().text, "two");
    Value moved = std::move(copy);
    EXPECT_EQ(moved.items.size(), 2u);
    list.items.append(std::make_move_iterator(moved.items.begin()), std::make_move_iterator(moved.items.end()));
    EXPECT_EQ(list.items.size(), 4u);
    list.items.clear();
    EXPECT_TRUE(list.items.empty());
}

TEST(Value, AnEmptyListEqualsOneThatWasEmptied) {
    Value a = Value::make(ValueKind::List, 0, {}, {}), b = a;
    a.items.push_back(Value::integer(1));
    a.items.pop_back();
    EXPECT_EQ(a, b);
}

TEST(Value, MapsKeepTheirKeys) {
    Value map = Value::make(ValueKind::Map, 0, {}, {});
    map.add("a", Value::integer(1));
    map.add("b", Value::integer(2));
    Value other = map;
    EXPECT_EQ(map, other);
    EXPECT_EQ(to_text(map), "{ a = 1 b = 2 }");
    other = Value::make(ValueKind::Map, 0, {}, {});
    other.add("a", Value::integer(1));
    other.add("c", Value::integer(2));
    EXPECT_NE(map, other);
    EXPECT_TRUE(Value::integer(1).keys().empty());
}

TEST(Value, RulesAndAddressesAreThereOrNot) {
    Value when = Value::make(ValueKind::Rule, 0, {}, {});
    EXPECT_EQ(when.rule(), nullptr);
    when.set_rule({Rule::Op::Name, "db", {}});
    const Value copy = when;
    ASSERT_NE(copy.rule(), nullptr);
    EXPECT_EQ(copy, when);
    EXPECT_EQ(to_text(copy), "db");
    EXPECT_EQ(when.address(), nullptr);
    std::string why;
    Value ip = Value::string("FD00:0::5/64");
    ip.set_address(*parse_address(ip.text, why));
    ASSERT_NE(ip.address(), nullptr);
    EXPECT_EQ(to_text(*ip.address()), "fd00::5/64");
    EXPECT_EQ(ip, Value::string("FD00:0::5/64"));  // the spelling as written is what the value is
}

TEST(Value, AReferenceKeepsWhatItNames) {
    Value ref = Value::make(ValueKind::Ref, 0, "db", {});
    ref.entity = {EntityKind::Service, 70'000, 3};
    ref.member = "promoted";
    EXPECT_EQ(ref.entity.index, 70'000u);
    EXPECT_EQ(ref.entity.cluster, 3u);
    EXPECT_EQ(ref.entity.kind, EntityKind::Service);
    EXPECT_EQ(to_text(ref), "db.promoted");
}

}  // namespace
}  // namespace hale::model
