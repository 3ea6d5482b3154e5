package main

import (
	"errors"
	"maps"
	"strings"

	"github.com/grafana/regexp"
	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/model/rulefmt"
	"github.com/prometheus/prometheus/promql/parser"
)

// language is PromQL with every experiment; which of them a workload takes is for its version and flags to say, and those promhooks knows.
func language(older []string) parser.Parser {
	functions := maps.Clone(parser.Functions)
	for _, name := range older {
		if name == "holt_winters" {
			renamed := *functions["double_exponential_smoothing"]
			renamed.Name = name
			functions[name] = &renamed
		}
	}
	return parser.NewParser(parser.Options{EnableExperimentalFunctions: true, EnableBinopFillModifiers: true, Functions: functions})
}

func rules(question Question) Answer {
	scheme := model.UTF8Validation
	if question.Legacy {
		scheme = model.LegacyValidation
	}
	groups, found := rulefmt.Parse([]byte(question.Text), question.Lenient, scheme, language(question.Functions), quiet)
	problems := []Problem{}
	for _, err := range found {
		problems = append(problems, problem(err, groups))
	}
	return Answer{Problems: problems}
}

func problem(err error, groups *rulefmt.RuleGroups) Problem {
	var inRule *rulefmt.Error
	if !errors.As(err, &inRule) || groups == nil {
		return Problem{Group: -1, Rule: -1, Text: err.Error()}
	}
	reason := errors.Unwrap(&inRule.Err)
	for index, group := range groups.Groups {
		if group.Name == inRule.Group {
			return Problem{Group: index, Rule: inRule.Rule - 1, Text: strings.TrimPrefix(reason.Error(), "could not parse expression: ")}
		}
	}
	return Problem{Group: -1, Rule: inRule.Rule - 1, Text: reason.Error()}
}

func expressions(question Question) Answer {
	spoken := language(question.Functions)
	found := make([]Expression, 0, len(question.Texts))
	for _, text := range question.Texts {
		found = append(found, expression(text, question, spoken))
	}
	return Answer{Problems: []Problem{}, Expressions: found}
}

func expression(text string, question Question, spoken parser.Parser) Expression {
	tree, err := spoken.ParseExpr(text)
	if err != nil {
		return Expression{Problem: err.Error()}
	}
	if question.Label == "" {
		return Expression{Printed: tree.String()}
	}
	selectors, matched, err := enforce(tree, labels.MustNewMatcher(labels.MatchEqual, question.Label, question.Value))
	if err != nil {
		return Expression{Problem: err.Error()}
	}
	found := Expression{Selectors: selectors, Matched: matched}
	if printed := tree.String(); isFaithful(printed, selectors, question, spoken) {
		found.Printed = printed
	}
	return found
}

// isFaithful: what was printed is read once more, and nothing is handed out that would not be read as it is meant.
func isFaithful(printed string, selectors int, question Question, spoken parser.Parser) bool {
	again, err := spoken.ParseExpr(printed)
	if err != nil || again.String() != printed {
		return false
	}
	count, held, err := enforce(again, labels.MustNewMatcher(labels.MatchEqual, question.Label, question.Value))
	return err == nil && held == count && count == selectors
}

// enforce puts the matcher into every selector of the tree, in place of others for its label, and counts them.
func enforce(tree parser.Expr, wanted *labels.Matcher) (selectors, matched int, err error) {
	parser.Inspect(tree, func(node parser.Node, _ []parser.Node) error {
		switch found := node.(type) {
		case *parser.VectorSelector:
			selectors++
			kept := []*labels.Matcher{}
			var own []*labels.Matcher
			for _, matcher := range found.LabelMatchers {
				if matcher.Name == wanted.Name {
					own = append(own, matcher)
				} else {
					kept = append(kept, matcher)
				}
			}
			if len(own) == 1 && own[0].Type == wanted.Type && own[0].Value == wanted.Value {
				matched++
			}
			// The name of the metric stays the last, which is where the printer expects it.
			if at := len(kept) - 1; at >= 0 && found.Name != "" && kept[at].Name == labels.MetricName {
				found.LabelMatchers = append(kept[:at:at], wanted, kept[at])
			} else {
				found.LabelMatchers = append(kept, wanted)
			}
		case *parser.Call:
			if found.Func.Name == "info" && len(found.Args) < 2 {
				err = errors.New("info() without label selectors reads the series of every namespace, name the labels that it adds")
			}
		}
		return nil
	})
	return selectors, matched, err
}

func regexes(question Question) Answer {
	found := make([]Expression, 0, len(question.Texts))
	for _, text := range question.Texts {
		reason := ""
		if _, err := regexp.Compile("^(?s:" + text + ")$"); err != nil {
			reason = err.Error()
		}
		found = append(found, Expression{Problem: reason})
	}
	return Answer{Problems: []Problem{}, Expressions: found}
}
