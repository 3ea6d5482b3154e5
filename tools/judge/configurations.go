package main

import (
	_ "time/tzdata" // where the machine has no time zones, none would be known

	amconfig "github.com/prometheus/alertmanager/config"
	"github.com/prometheus/alertmanager/featurecontrol"
	"github.com/prometheus/alertmanager/matcher/compat"
	promconfig "github.com/prometheus/prometheus/config"
	_ "github.com/prometheus/prometheus/plugins" // every service discovery
)

func init() {
	// As Alertmanager starts: matchers in UTF-8, and in the classic syntax where they cannot be read so.
	compat.InitFromFlags(quiet, featurecontrol.NoopFlags{})
}

func prometheus(question Question) Answer {
	_, err := promconfig.Load(question.Text, quiet)
	return refused(err)
}

func alertmanager(question Question) Answer {
	_, err := amconfig.Load(question.Text)
	return refused(err)
}
